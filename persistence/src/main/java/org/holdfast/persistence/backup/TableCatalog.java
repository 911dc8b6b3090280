package org.holdfast.persistence.backup;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Finds the tables that backups hold. */
final class TableCatalog {

  /** Of the schema {@code node}: what is computed from the vault's rows, or goes with them. */
  private static final List<String> PROJECTIONS =
      List.of(
          "object_current",
          "data_key_current",
          "wallet_object_current",
          "endpoint_current",
          "certificate_current",
          "endpoint_group_current",
          "group_member_current",
          "virtual_wallet_current",
          "wallet_grant_current",
          "expiry_warning");

  private static final String TABLES =
      """
      SELECT n.nspname, c.relname,
          ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a
              WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
                  AND a.attgenerated = '' ORDER BY a.attnum) AS columns,
          ARRAY(SELECT a.attname::text FROM pg_catalog.pg_index i, pg_catalog.pg_attribute a
              WHERE i.indrelid = c.oid AND i.indisprimary AND a.attrelid = c.oid
                  AND a.attnum = ANY (i.indkey) ORDER BY a.attnum) AS key,
          ARRAY(SELECT fn.nspname || '.' || f.relname FROM pg_catalog.pg_constraint k
              JOIN pg_catalog.pg_class f ON f.oid = k.confrelid
              JOIN pg_catalog.pg_namespace fn ON fn.oid = f.relnamespace
              WHERE k.conrelid = c.oid AND k.contype = 'f' AND f.oid <> c.oid) AS refs
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind = 'r'
          AND (n.nspname = 'vault' OR n.nspname = 'node' AND c.relname = ANY (?))
      ORDER BY n.nspname DESC, c.relname
      """;

  private TableCatalog() {}

  /** Those that others refer to come first. */
  static List<VaultTable> tables(Connection connection) throws SQLException {
    List<VaultTable> left = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(TABLES)) {
      statement.setArray(1, connection.createArrayOf("text", PROJECTIONS.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          left.add(
              new VaultTable(
                  new TableName(rows.getString("nspname"), rows.getString("relname")),
                  texts(rows.getArray("columns")),
                  texts(rows.getArray("key")),
                  texts(rows.getArray("refs"))));
        }
      }
    }
    return ordered(left);
  }

  private static List<VaultTable> ordered(List<VaultTable> left) {
    List<VaultTable> ordered = new ArrayList<>();
    Set<String> placed = new HashSet<>();
    while (!left.isEmpty()) {
      int before = left.size();
      for (Iterator<VaultTable> tables = left.iterator(); tables.hasNext(); ) {
        VaultTable table = tables.next();
        if (placed.containsAll(table.references())) {
          ordered.add(table);
          placed.add(table.name().plain());
          tables.remove();
        }
      }
      if (left.size() == before) {
        throw new IllegalStateException("tables refer to each other: " + left);
      }
    }
    return ordered;
  }

  private static List<String> texts(Array array) throws SQLException {
    return List.of((String[]) array.getArray());
  }
}
