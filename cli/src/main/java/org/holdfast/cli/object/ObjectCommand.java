package org.holdfast.cli.object;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.holdfast.cli.failure.ExitCode;
import org.holdfast.cli.listing.Names;
import org.holdfast.cli.listing.PageOptions;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.output.Table;
import org.holdfast.cli.vault.Answer;
import org.holdfast.cli.vault.Query;
import org.holdfast.cli.vault.VaultApi;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.object.ObjectState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code holdfast object}: the group, and what only looks. */
@Command(
    name = "object",
    description = "Security objects: keys, certificates, secrets, and their material.",
    footer = {
      "  holdfast object create app-key --wallet app",
      "  holdfast object read app-key --out app-key.bin",
      "  holdfast object list --cert app.crt --key app.key"
    },
    subcommands = {
      CreateCommand.class,
      RegisterCommand.class,
      ReadCommand.class,
      LifeCycleCommands.Activate.class,
      LifeCycleCommands.Revoke.class,
      RotateCommand.class,
      LifeCycleCommands.Rekey.class,
      LifeCycleCommands.Destroy.class
    })
public final class ObjectCommand {

  /** The resource. */
  static final String OBJECTS = "objects";

  /** How commands take one. */
  static final String NAMED = "Its name or id.";

  /** Which objects are wanted. */
  static final class Filter {

    @Option(names = "--name", paramLabel = "TEXT", order = 1, description = "Part of the name.")
    private @Nullable String name;

    @Option(
        names = "--type",
        paramLabel = "TYPE",
        order = 2,
        description = "${COMPLETION-CANDIDATES}.")
    private @Nullable ObjectType type;

    @Option(
        names = "--algorithm",
        paramLabel = "ALGORITHM",
        order = 3,
        description = "${COMPLETION-CANDIDATES}.")
    private @Nullable Algorithm algorithm;

    @Option(
        names = "--state",
        paramLabel = "STATE",
        order = 4,
        description = "${COMPLETION-CANDIDATES}. Destroyed ones are listed only so.")
    private @Nullable ObjectState state;

    @Option(
        names = "--wallet",
        paramLabel = "WALLET",
        order = 5,
        description = "In this virtual wallet, by name or id.")
    private @Nullable String wallet;

    @Option(
        names = "--expires-before",
        paramLabel = "TIME",
        order = 6,
        description = "As in 2027-01-31T00:00:00Z.")
    private @Nullable String expiresBefore;

    private Query on(Query query, VaultApi vault) {
      return query
          .with("name", name)
          .with("type", type)
          .with("algorithm", algorithm)
          .with("state", state)
          .with("wallet", wallet == null ? null : Names.wallet(vault, wallet))
          .with("expiresBefore", expiresBefore);
    }
  }

  /** Shows several. */
  @Command(
      name = "list",
      description = "List the objects that one may see.",
      footer = {
        "  holdfast object list --wallet app --state ACTIVE",
        "  holdfast object list --expires-before 2027-06-01T00:00:00Z --wide"
      })
  int list(
      @Mixin Filter filter,
      @Option(names = "--wide", order = 70, description = "Show whole names, and identifiers.")
          boolean wide,
      @Mixin PageOptions page,
      @Mixin Access access) {
    try (VaultApi vault = access.open()) {
      return page.print(
          access.connection(),
          vault,
          filter.on(new Query(OBJECTS), vault),
          list -> ObjectText.table(list, wide));
    }
  }

  /** Shows one. */
  @Command(
      name = "show",
      description =
          "Show an object and, with --history, its versions and states; not its material.",
      footer = {"  holdfast object show app-key", "  holdfast object show app-key --history"})
  int show(
      @Parameters(paramLabel = "OBJECT", description = NAMED) String object,
      @Option(names = "--history", order = 1, description = "Versions and states, too.")
          boolean history,
      @Mixin Access access) {
    try (VaultApi vault = access.open()) {
      String path = path(vault, object);
      Answer found = vault.get(path);
      if (!history) {
        access.connection().print(found, () -> ObjectText.facts(found.body()));
        return ExitCode.OK;
      }
      JsonObject versions = vault.get(path + "/versions").body();
      JsonObject states = vault.get(path + "/history").body();
      JsonObjectBuilder all = Json.createObjectBuilder(found.body());
      all.add("versions", Json.createArrayBuilder(Fields.objects(versions, "items")));
      all.add("history", Json.createArrayBuilder(Fields.objects(states, "items")));
      access
          .connection()
          .context()
          .output()
          .say(
              access.connection().isJson()
                  ? all.build().toString()
                  : ObjectText.facts(found.body()) + "\n\n" + past(versions, states));
      return ExitCode.OK;
    }
  }

  private static String past(JsonObject versions, JsonObject states) {
    Table made = new Table("VERSION", "MADE", "BY").cutting(2);
    for (JsonObject version : Fields.objects(versions, "items")) {
      made.row(
          Fields.text(version, "version"),
          Fields.time(version, "created"),
          Fields.text(version, "createdBy"));
    }
    Table changed = new Table("STATE", "SINCE", "BY").cutting(2);
    for (JsonObject state : Fields.objects(states, "items")) {
      changed.row(Fields.text(state, "state"), Fields.time(state, "at"), Fields.text(state, "by"));
      if (state.containsKey("reason")) {
        changed.note(Fields.text(state, "reason") + ": " + Fields.text(state, "message"));
      }
    }
    return made + "\n\n" + changed;
  }

  /** The path of one. */
  static String path(VaultApi vault, String nameOrId) {
    return OBJECTS + "/" + Names.object(vault, nameOrId);
  }
}
