package org.holdfast.cli.object;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Locale;
import java.util.stream.Collectors;
import org.holdfast.cli.output.Facts;
import org.holdfast.cli.output.Fields;
import org.holdfast.cli.output.Table;
import org.holdfast.cli.output.Words;

/** Security objects as people read them. */
final class ObjectText {

  private ObjectText() {}

  /**
   * Several.
   *
   * @param isWide whether names are whole, and identifiers shown
   */
  static Table table(JsonObject list, boolean isWide) {
    Table table =
        isWide
            ? new Table("NAME", "TYPE", "KEY", "STATE", "VERSION", "EXPIRES", "ID")
            : new Table("NAME", "TYPE", "KEY", "STATE", "VERSION", "EXPIRES").cutting(0);
    for (JsonObject one : Fields.objects(list, "items")) {
      String[] cells = {
        Fields.text(one, "name"),
        lower(Fields.text(one, "type")),
        key(one),
        lower(Fields.text(one, "state")),
        Fields.text(one, "version"),
        day(one, "expires"),
        Fields.text(one, "id")
      };
      table.row(isWide ? cells : java.util.Arrays.copyOf(cells, cells.length - 1));
    }
    return table;
  }

  /** One. */
  static String facts(JsonObject object) {
    Facts facts =
        new Facts()
            .add("Name", Fields.text(object, "name"))
            .add("Id", Fields.text(object, "id"))
            .add("Type", lower(Fields.text(object, "type")))
            .add("Key", key(object))
            .add("Version", Fields.text(object, "version"))
            .add(
                "State",
                "%s since %s"
                    .formatted(
                        lower(Fields.text(object, "state")), Fields.time(object, "stateSince")))
            .add(
                "Created",
                "%s by %s"
                    .formatted(Fields.time(object, "created"), Fields.text(object, "createdBy")))
            .add("Extractable", Fields.text(object, "extractable"))
            .add("Usage", texts(object, "usage"))
            .add("Wallets", texts(object, "wallets"))
            .add("Held by HSM", Fields.text(object, "heldByHsm"));
    add(facts, object, "Description", "description");
    add(facts, object, "Activation", "activationDate");
    add(facts, object, "Deactivation", "deactivationDate");
    add(facts, object, "Process start", "processStartDate");
    add(facts, object, "Protect stop", "protectStopDate");
    add(facts, object, "Expires", "expires");
    add(facts, object, "Rotation, days", "rotationDays");
    Fields.object(object, "certificate").forEach((name, value) -> add(facts, name, value));
    Fields.object(object, "links").forEach((name, value) -> add(facts, "Link " + name, value));
    Fields.object(object, "attributes").forEach((name, value) -> add(facts, name, value));
    return facts.toString();
  }

  private static void add(Facts facts, JsonObject object, String name, String field) {
    String value = Fields.time(object, field);
    if (!value.equals(Words.NONE)) {
      facts.add(name, value);
    }
  }

  private static void add(Facts facts, String name, JsonValue value) {
    facts.add(name, value instanceof JsonString text ? text.getString() : value.toString());
  }

  private static String key(JsonObject object) {
    String algorithm = Fields.text(object, "algorithm");
    return algorithm.equals(Words.NONE)
        ? Words.NONE
        : algorithm + "-" + Fields.text(object, "bits");
  }

  private static String lower(String constant) {
    return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static String day(JsonObject object, String field) {
    return Fields.text(object, field).replaceFirst("T.*", "");
  }

  private static String texts(JsonObject object, String field) {
    String list =
        object.getOrDefault(field, JsonValue.EMPTY_JSON_ARRAY) instanceof JsonArray array
            ? array.getValuesAs(JsonString.class).stream()
                .map(JsonString::getString)
                .collect(Collectors.joining(", "))
            : "";
    return list.isEmpty() ? Words.NONE : list;
  }
}
