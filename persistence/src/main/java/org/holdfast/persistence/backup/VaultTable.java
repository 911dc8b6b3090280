package org.holdfast.persistence.backup;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A table that backups hold, as the database's catalog has it.
 *
 * @param columns in their order
 * @param key columns of the primary key
 * @param references plain names of other tables that it refers to
 */
record VaultTable(TableName name, List<String> columns, List<String> key, List<String> references) {

  /** Columns as a list for statements. */
  static String list(Collection<String> columns) {
    return columns.stream().map(TableName::quote).collect(Collectors.joining(", "));
  }

  /** The same of a table with an alias. */
  static String list(String alias, Collection<String> columns) {
    return columns.stream()
        .map(column -> alias + "." + TableName.quote(column))
        .collect(Collectors.joining(", "));
  }
}
