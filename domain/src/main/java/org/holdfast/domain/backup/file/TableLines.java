package org.holdfast.domain.backup.file;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.holdfast.domain.backup.VaultTables.TableRows;
import org.holdfast.domain.home.RecordFile;

/**
 * How a manifest names tables: {@code table.<number>=<name> <rows> <column>,<column>}. Names and
 * columns go into SQL, and in passphrase mode nobody vouches for them before they do: none is
 * anything but a plain identifier.
 */
final class TableLines {

  private static final String TABLE = "table.";
  private static final String IDENTIFIER = "[a-z_][a-z0-9_]{0,62}";
  private static final Pattern NAME = Pattern.compile(IDENTIFIER + "(\\." + IDENTIFIER + ")?");
  private static final Pattern COLUMN = Pattern.compile(IDENTIFIER);
  // So that the rows of all tables can be added up.
  private static final long MOST_ROWS = 1L << 48;
  private static final int FIELDS = 3;

  private TableLines() {}

  /**
   * @throws IllegalArgumentException if a table's name, columns or number of rows are impossible
   */
  static void put(RecordFile record, List<TableRows> tables) {
    HashSet<String> names = new HashSet<>();
    for (int i = 0; i < tables.size(); i++) {
      TableRows table = tables.get(i);
      if (!isPossible(table) || !names.add(table.name())) {
        throw new IllegalArgumentException("Table " + i + " of the backup is none");
      }
      record.with(
          TABLE + i, table.name() + " " + table.rows() + " " + String.join(",", table.columns()));
    }
  }

  /**
   * @throws IllegalArgumentException if a line has another form
   */
  static List<TableRows> read(RecordFile record) {
    List<TableRows> tables = new ArrayList<>();
    Optional<String> line = record.find(TABLE + 0);
    while (line.isPresent()) {
      tables.add(table(line.get()));
      line = record.find(TABLE + tables.size());
    }
    return tables;
  }

  private static TableRows table(String line) {
    String[] fields = line.split(" ", FIELDS);
    if (fields.length < FIELDS) {
      throw new IllegalArgumentException("A table has a name, a number of rows and columns");
    }
    return new TableRows(fields[0], List.of(fields[2].split(",", -1)), Long.parseLong(fields[1]));
  }

  private static boolean isPossible(TableRows table) {
    return NAME.matcher(table.name()).matches()
        && table.rows() >= 0
        && table.rows() <= MOST_ROWS
        && !table.columns().isEmpty()
        && table.columns().stream().allMatch(column -> COLUMN.matcher(column).matches())
        && new HashSet<>(table.columns()).size() == table.columns().size();
  }
}
