package org.holdfast.persistence.backup;

/** A table's name, and what it is called while it is staged. */
record TableName(String schema, String name) {

  /** Before the schema's name: tables that are loaded. */
  static final String STAGED = "restore_";

  /** Before the schema's name: tables that were in force before a swap. */
  static final String FORMER = "restore_old_";

  /** Holds the rows that took the place of others. */
  static final String TOUCHED = "restore_touched";

  /** Such as {@code vault.security_object}. */
  String plain() {
    return schema + "." + name;
  }

  /** For statements. */
  String quoted() {
    return quote(schema) + "." + quote(name);
  }

  String staged() {
    return quote(STAGED + schema) + "." + quote(name);
  }

  String touched() {
    return quote(TOUCHED) + "." + quote(schema + "." + name);
  }

  static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
