package org.holdfast.domain.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The groups of this process. Not those of the user in {@code /etc/group}: somebody who was put
 * into a group is in it from the next sign-in or start on, and somebody who was taken out stays in
 * it until then (S92).
 */
final class Groups {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path GROUPS = Path.of("/etc/group");

  private Groups() {}

  /** Their names, or numbers where they have none. */
  static Set<String> ofThisProcess() throws IOException {
    Set<String> numbers = new LinkedHashSet<>();
    for (String line : Files.readAllLines(STATUS, StandardCharsets.ISO_8859_1)) {
      if (line.startsWith("Gid:") || line.startsWith("Groups:")) {
        numbers.addAll(
            Arrays.stream(line.substring(line.indexOf(':') + 1).strip().split("\\s+"))
                .filter(number -> !number.isEmpty())
                .toList());
      }
    }
    Set<String> names = new LinkedHashSet<>();
    List<String[]> known = known();
    for (String number : numbers) {
      names.add(
          known.stream()
              .filter(fields -> fields[2].equals(number))
              .map(fields -> fields[0])
              .findFirst()
              .orElse(number));
    }
    return names;
  }

  /** Whether the user is in the group by {@code /etc/group}, whatever this process is in. */
  static boolean isListed(String user, String group) throws IOException {
    return known().stream()
        .filter(fields -> fields[0].equals(group) && fields.length > 3)
        .anyMatch(fields -> Arrays.asList(fields[3].split(",")).contains(user));
  }

  private static List<String[]> known() throws IOException {
    try (Stream<String> lines = Files.lines(GROUPS, StandardCharsets.ISO_8859_1)) {
      return lines.map(line -> line.split(":", -1)).filter(fields -> fields.length > 2).toList();
    }
  }
}
