package org.holdfast.domain.hsm.pack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.holdfast.domain.hsm.Disposition;
import org.holdfast.domain.hsm.VendorAdvice;
import org.holdfast.domain.hsm.VendorCheck;
import org.holdfast.domain.hsm.VendorField;
import org.holdfast.domain.hsm.VendorHook;
import org.holdfast.domain.hsm.VendorPack;
import org.holdfast.domain.hsm.VendorSessions;
import org.holdfast.domain.hsm.WrapMechanism;
import org.jspecify.annotations.Nullable;

/**
 * The form of a vendor pack, version 1; docs/vendors/README.md says what each key is for. Each
 * method reads one part and throws {@link Mistake} if it is not as it must be.
 */
final class PackForm {

  static final String ID_PATTERN = "[a-z][a-z0-9-]{0,31}";

  private static final int MOST_PROVIDER = 999;
  private static final int MOST_SESSIONS = 1024;
  private static final int LEAST_SESSIONS = 2;
  private static final int DAY_SECONDS = 86_400;
  private static final int MOST_HOOK_SECONDS = 240;

  private PackForm() {}

  /** The id that a pack gives itself, as it stands there. */
  static Optional<String> idOf(YamlMap map) {
    try {
      return Optional.of(id(map));
    } catch (Mistake e) {
      return Optional.empty();
    }
  }

  static VendorPack pack(YamlMap map) {
    map.only(
        "id",
        "name",
        "provider",
        "library",
        "credential",
        "token-label",
        "mechanisms",
        "return-values",
        "sessions",
        "hooks",
        "checks",
        "advice");
    return new VendorPack(
        id(map),
        map.text("name"),
        map.integer("provider", 1, MOST_PROVIDER),
        libraries(map),
        field(map.map("credential", "the credential's rules")),
        field(map.map("token-label", "the token label's rules")),
        mechanisms(map),
        map.optionalMap("return-values", "the return values")
            .map(PackForm::dispositions)
            .orElse(Map.of()),
        map.optionalMap("sessions", "the sessions' rules")
            .map(PackForm::sessions)
            .orElse(VendorSessions.UNLIMITED),
        map.maps("hooks", "a hook").stream().map(PackForm::hook).toList(),
        map.maps("checks", "a check").stream().map(PackForm::check).toList(),
        map.optionalMap("advice", "the advice").map(PackForm::advice).orElse(VendorAdvice.NONE));
  }

  private static String id(YamlMap map) {
    String id = map.text("id");
    if (!id.matches(ID_PATTERN)) {
      throw new Mistake(
          map.line("id"),
          "'id' is 1 to 32 lower-case letters, digits and hyphens, a letter first; not '%s'"
              .formatted(id));
    }
    return id;
  }

  private static List<Path> libraries(YamlMap map) {
    return map.texts("library", 0).stream()
        .map(text -> absolute(text, "library", map.line("library")))
        .toList();
  }

  private static Path absolute(String text, String key, int line) {
    if (!text.startsWith("/") || text.indexOf('\0') >= 0) {
      throw new Mistake(line, "'%s' needs an absolute path, not '%s'".formatted(key, text));
    }
    return Path.of(text);
  }

  private static VendorField field(YamlMap map) {
    map.only("name", "help", "min-length", "max-length", "pattern");
    int least = map.optionalInteger("min-length", 0, VendorField.MOST_CHARACTERS).orElse(1);
    int most =
        map.optionalInteger("max-length", 1, VendorField.MOST_CHARACTERS)
            .orElse(VendorField.MOST_CHARACTERS);
    if (least > most) {
      throw new Mistake(
          map.line("min-length"), "'min-length' is more than 'max-length', which is " + most);
    }
    return new VendorField(
        map.text("name"),
        map.optionalText("help").orElse(""),
        least,
        most,
        pattern(map, "pattern"));
  }

  private static @Nullable String pattern(YamlMap map, String key) {
    String pattern = map.optionalText(key).orElse(null);
    if (pattern != null) {
      try {
        Pattern.compile(pattern);
      } catch (PatternSyntaxException e) {
        throw new Mistake(
            map.line(key),
            "'%s' is not a regular expression: %s at character %d"
                .formatted(key, e.getDescription(), e.getIndex() + 1));
      }
    }
    return pattern;
  }

  private static List<WrapMechanism> mechanisms(YamlMap map) {
    List<WrapMechanism> mechanisms = map.names("mechanisms", WrapMechanism.class);
    if (mechanisms.isEmpty()) {
      throw new Mistake(map.line("mechanisms"), "'mechanisms' needs at least one value");
    }
    return mechanisms;
  }

  private static Map<String, Disposition> dispositions(YamlMap map) {
    Map<String, Disposition> dispositions = map.namesByKey(Disposition.class);
    for (String name : dispositions.keySet()) {
      if (!ReturnValues.isKnown(name)) {
        throw new Mistake(
            map.line(name),
            ("'%s' is no return value; allowed are the CKR_ names of PKCS#11 2.40 and 3.0, and"
                    + " numbers from 0x80000000 to 0xFFFFFFFF")
                .formatted(name));
      }
    }
    return dispositions;
  }

  private static VendorSessions sessions(YamlMap map) {
    map.only("most", "keep-alive-seconds");
    return new VendorSessions(
        map.optionalInteger("most", LEAST_SESSIONS, MOST_SESSIONS)
            .map(OptionalInt::of)
            .orElse(OptionalInt.empty()),
        map.optionalInteger("keep-alive-seconds", 1, DAY_SECONDS).map(Duration::ofSeconds));
  }

  private static VendorHook hook(YamlMap map) {
    map.only("name", "command", "when", "operations", "timeout-seconds", "run");
    List<String> command = map.texts("command", 1);
    absolute(command.get(0), "command", map.line("command"));
    VendorHook.Moment moment = map.word("when", VendorHook.Moment.class);
    Set<VendorHook.Operation> operations = EnumSet.noneOf(VendorHook.Operation.class);
    operations.addAll(map.words("operations", VendorHook.Operation.class));
    if (operations.isEmpty()) {
      throw new Mistake(map.line("operations"), "'operations' needs at least one value");
    }
    if (moment == VendorHook.Moment.AFTER && operations.contains(VendorHook.Operation.RESTORE)) {
      throw new Mistake(map.line("operations"), "a hook around 'restore' can only run before it");
    }
    return new VendorHook(
        map.text("name"),
        command,
        moment,
        operations,
        Duration.ofSeconds(map.integer("timeout-seconds", 1, MOST_HOOK_SECONDS)),
        map.word("run", VendorHook.Run.class, VendorHook.Run.IF_PRESENT));
  }

  private static VendorCheck check(YamlMap map) {
    map.only("kind", "subject", "expect", "required", "title", "cure");
    String expected = pattern(map, "expect");
    return new VendorCheck(
        map.word("kind", VendorCheck.Kind.class),
        map.text("subject"),
        expected == null ? "" : expected,
        map.bool("required", true),
        map.text("title"),
        map.text("cure"));
  }

  private static VendorAdvice advice(YamlMap map) {
    map.only("upgrade", "extractable-key");
    return new VendorAdvice(
        map.optionalText("upgrade").orElse(""), map.optionalText("extractable-key").orElse(""));
  }
}
