package org.holdfast.tests.container;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the database's tables are and hold, to be compared with what they were. */
@Dependent
public class TableDump {

  /** All that a table is, but its rows. */
  private static final String CATALOG =
      """
      with t as (select c.*, n.nspname || '.' || c.relname as name
          from pg_class c join pg_namespace n on n.oid = c.relnamespace
          where n.nspname in ('vault', 'node'))
      select concat_ws(' ', name, relkind, relpersistence, relowner::regrole,
          relacl, reloptions) from t
      union all select concat_ws(' ', name, 'column', attnum, attname, atttypid::regtype,
          attnotnull, attstorage, attcompression, pg_get_expr(adbin, adrelid))
          from t join pg_attribute a on a.attrelid = t.oid
          left join pg_attrdef d on d.adrelid = t.oid and d.adnum = a.attnum where attnum > 0
      union all select name || ' index ' || i.indexrelid::regclass || ' '
          || pg_get_indexdef(i.indexrelid) from t join pg_index i on i.indrelid = t.oid
      union all select name || ' constraint ' || conname || ' ' || convalidated::text || ' '
          || pg_get_constraintdef(k.oid) from t join pg_constraint k on k.conrelid = t.oid
      union all select name || ' trigger ' || tgenabled::text || ' ' || pg_get_triggerdef(g.oid)
          from t join pg_trigger g on g.tgrelid = t.oid where not tgisinternal
      union all select 'schema ' || nspname from pg_namespace where nspname !~ '^pg_(toast_)?temp'
      order by 1
      """;

  @Inject private Sql sql;

  /** A line for each thing that makes the tables what they are. */
  public List<String> catalog() throws SQLException {
    return sql.texts(CATALOG);
  }

  /** The rows of each table but the trail, and those that are this node's alone. */
  public Map<String, String> content() throws SQLException {
    Map<String, String> content = new HashMap<>();
    for (String schema : List.of("vault", "node")) {
      for (String table :
          sql.texts(
              "select table_name from information_schema.tables where table_schema = ? and"
                  + " (table_schema = 'vault' and table_name not like 'audit\\_%'"
                  + " or table_name like '%\\_current' or table_name = 'expiry_warning')",
              schema)) {
        String name = schema + "." + table;
        content.put(
            name, String.join("\n", sql.texts("select t::text from " + name + " t order by 1")));
      }
    }
    return content;
  }
}
