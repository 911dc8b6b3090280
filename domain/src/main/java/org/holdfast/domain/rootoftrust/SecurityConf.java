package org.holdfast.domain.rootoftrust;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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

  private final Map<String, String> lines;

  private SecurityConf(Map<String, String> lines) {
    this.lines = lines;
  }

  /** Reads the file; an absent one is passphrase mode. */
  public static SecurityConf parse(Optional<Bytes> file) {
    Map<String, String> lines = new LinkedHashMap<>();
    lines.put(ENABLED, "0");
    lines.put(EXTRACTABLE, "0");
    String text =
        file.map(content -> new String(content.toByteArray(), StandardCharsets.UTF_8)).orElse("");
    text.lines()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .forEach(line -> lines.put(line.group(1), line.group(2)));
    return new SecurityConf(lines);
  }

  /** Whether the next Root of Trust key may be extractable (S101). */
  public boolean keyExtractable() {
    return "1".equals(lines.get(EXTRACTABLE));
  }

  public SecurityConf withHsm(int provider) {
    Map<String, String> changed = new LinkedHashMap<>(lines);
    changed.put(ENABLED, "1");
    changed.put(PROVIDER, Integer.toString(provider));
    return new SecurityConf(changed);
  }

  public SecurityConf withoutHsm() {
    Map<String, String> changed = new LinkedHashMap<>(lines);
    changed.put(ENABLED, "0");
    changed.remove(PROVIDER);
    return new SecurityConf(changed);
  }

  public Bytes encode() {
    StringBuilder text = new StringBuilder();
    lines.forEach((name, value) -> text.append("%s=\"%s\"%n".formatted(name, value)));
    return Bytes.of(text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
