package org.holdfast.domain.object;

import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.holdfast.domain.material.Usage;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a security object that may change, name and state aside: one text value per
 * name, as it is kept; typed where the vault knows it. Immutable.
 *
 * <p>Custom attributes are kept as {@code x.NAME}, links as {@code link.TYPE}, what a certificate
 * says of itself as {@code cert.…}.
 */
public final class ObjectAttributes {

  public static final ObjectAttributes NONE = new ObjectAttributes(Map.of());

  /** The text that people wrote about it. */
  public static final String DESCRIPTION = "description";

  public static final String USAGE = "usage";
  public static final String ACTIVATION = "activation-date";
  public static final String DEACTIVATION = "deactivation-date";
  public static final String PROCESS_START = "process-start-date";
  public static final String PROTECT_STOP = "protect-stop-date";

  /** Default {@code Scheme} of in-vault use. */
  public static final String SCHEME = "scheme";

  /** Days after which a new version is made; none for never. */
  public static final String ROTATION_DAYS = "rotation-days";

  /** What the names of custom attributes are kept behind. */
  public static final String CUSTOM = "x.";

  public static final String LINK = "link.";
  public static final String CERTIFICATE = "cert.";

  /** When the certificate expires, ISO 8601. */
  public static final String CERTIFICATE_NOT_AFTER = "cert.not-after";

  private final NavigableMap<String, String> values;

  private ObjectAttributes(Map<String, String> values) {
    this.values = Collections.unmodifiableNavigableMap(new TreeMap<>(values));
  }

  /** Attributes as they are kept; nothing is checked. */
  public static ObjectAttributes of(Map<String, String> values) {
    return values.isEmpty() ? NONE : new ObjectAttributes(values);
  }

  /** By name, as they are kept. */
  public SortedMap<String, String> values() {
    return values;
  }

  public @Nullable String get(String name) {
    return values.get(name);
  }

  /** These with others changed; a null value takes one away. */
  public ObjectAttributes with(Map<String, @Nullable String> changes) {
    Map<String, String> changed = new TreeMap<>(values);
    changes.forEach(
        (name, value) -> {
          if (value == null) {
            changed.remove(name);
          } else {
            changed.put(name, value);
          }
        });
    return of(changed);
  }

  /** The usage mask that was set; null if none was. */
  public @Nullable Set<Usage> usage() {
    String text = values.get(USAGE);
    return text == null ? null : Usage.parse(text);
  }

  public @Nullable Instant activation() {
    return time(ACTIVATION);
  }

  public @Nullable Instant deactivation() {
    return time(DEACTIVATION);
  }

  public @Nullable Instant processStart() {
    return time(PROCESS_START);
  }

  public @Nullable Instant protectStop() {
    return time(PROTECT_STOP);
  }

  /** Days between rotations; 0 for none. */
  public int rotationDays() {
    String text = values.get(ROTATION_DAYS);
    return text == null ? 0 : Integer.parseInt(text);
  }

  /** When the object ends: its certificate, or by its deactivation date, whichever is first. */
  public @Nullable Instant expiry() {
    Instant certificate = time(CERTIFICATE_NOT_AFTER);
    Instant deactivation = deactivation();
    if (certificate == null || (deactivation != null && deactivation.isBefore(certificate))) {
      return deactivation;
    }
    return certificate;
  }

  /** Custom attributes by the names that users gave. */
  public SortedMap<String, String> custom() {
    return behind(CUSTOM);
  }

  /** What the certificate says of itself, by names such as {@code subject}. */
  public SortedMap<String, String> certificate() {
    return behind(CERTIFICATE);
  }

  public Map<LinkType, ObjectId> links() {
    Map<LinkType, ObjectId> links = new EnumMap<>(LinkType.class);
    behind(LINK).forEach((name, value) -> links.put(LinkType.valueOf(name), ObjectId.parse(value)));
    return links;
  }

  /** The name under which a link is kept. */
  public static String link(LinkType type) {
    return LINK + type.name();
  }

  private SortedMap<String, String> behind(String prefix) {
    SortedMap<String, String> found = new TreeMap<>();
    values
        .subMap(prefix, prefix + Character.MAX_VALUE)
        .forEach((name, value) -> found.put(name.substring(prefix.length()), value));
    return found;
  }

  private @Nullable Instant time(String name) {
    String text = values.get(name);
    return text == null ? null : Instant.parse(text);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ObjectAttributes that && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return values.hashCode();
  }

  @Override
  public String toString() {
    return values.keySet().toString();
  }
}
