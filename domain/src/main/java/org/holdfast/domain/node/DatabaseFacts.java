package org.holdfast.domain.node;

import java.time.Instant;
import java.util.Map;

/**
 * What the database says of itself.
 *
 * @param version such as {@code 18.4}
 * @param versionNumber {@code server_version_num}, such as 180004
 * @param now by its clock
 * @param settings by name, as {@code SHOW} has them
 */
public record DatabaseFacts(
    String version, int versionNumber, Instant now, Map<String, String> settings) {

  public DatabaseFacts {
    settings = Map.copyOf(settings);
  }
}
