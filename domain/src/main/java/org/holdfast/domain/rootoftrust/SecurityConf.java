package org.holdfast.domain.rootoftrust;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.holdfast.domain.secret.Bytes;

/**
 * {@code etc/security.conf}: {@code NAME="value"} lines (S40, S101). Lines that it does not know
 * are kept. The database has the Root of Trust's state; this file tells an operator, and takes
 * {@code HSM_KEY_EXTRACTABLE} from one.
 */
public final class SecurityConf {

  private static final Pattern LINE = Pattern.compile("\\s*([A-Z_]+)\\s*=\\s*\"([^\"]*)\"\\s*");
  private static final String ENABLED = "HSM_ENABLED";
  private static final String PROVIDER = "HSM_PROVIDER";
  private static final String EXTRACTABLE = "HSM_KEY_EXTRACTABLE";

  private final List<String> lines;

  private SecurityConf(List<String> lines) {
    this.lines = List.copyOf(lines);
  }

  /** Reads the file; an absent one is passphrase mode. */
  public static SecurityConf parse(Optional<Bytes> file) {
    String text =
        file.map(content -> new String(content.toByteArray(), StandardCharsets.UTF_8)).orElse("");
    SecurityConf conf = new SecurityConf(text.lines().toList());
    for (String name : List.of(ENABLED, EXTRACTABLE)) {
      if (conf.get(name).isEmpty()) {
        conf = conf.with(name, "0");
      }
    }
    return conf;
  }

  /** Whether the next Root of Trust key may be extractable (S101). */
  public boolean keyExtractable() {
    return get(EXTRACTABLE).filter("1"::equals).isPresent();
  }

  /** The vendor's number; empty if there is none that can be read. */
  public OptionalInt provider() {
    return get(PROVIDER)
        .filter(value -> value.matches("\\d{1,6}"))
        .map(value -> OptionalInt.of(Integer.parseInt(value)))
        .orElseGet(OptionalInt::empty);
  }

  public SecurityConf withHsm(int provider) {
    return with(ENABLED, "1").with(PROVIDER, Integer.toString(provider));
  }

  public SecurityConf withoutHsm() {
    return with(ENABLED, "0").without(PROVIDER);
  }

  public Bytes encode() {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    return Bytes.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** The last of several counts. */
  private Optional<String> get(String name) {
    return lines.stream()
        .map(LINE::matcher)
        .filter(line -> line.matches() && line.group(1).equals(name))
        .map(line -> line.group(2))
        .reduce((former, latter) -> latter);
  }

  private SecurityConf with(String name, String value) {
    String fresh = name + "=\"" + value + "\"";
    List<String> changed = new ArrayList<>(lines);
    changed.replaceAll(line -> says(line, name) ? fresh : line);
    if (!changed.contains(fresh)) {
      changed.add(fresh);
    }
    return new SecurityConf(changed);
  }

  private SecurityConf without(String name) {
    return new SecurityConf(lines.stream().filter(line -> !says(line, name)).toList());
  }

  private static boolean says(String line, String name) {
    Matcher matcher = LINE.matcher(line);
    return matcher.matches() && matcher.group(1).equals(name);
  }
}
