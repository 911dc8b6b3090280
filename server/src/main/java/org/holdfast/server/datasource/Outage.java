package org.holdfast.server.datasource;

import java.sql.SQLException;

/** Whether PostgreSQL is gone for whoever has the connection. */
final class Outage {

  private static final String CONNECTION = "08";
  private static final String INTERVENTION = "57P";

  private Outage() {}

  /** By the class of its SQLSTATE (PostgreSQL, appendix A). */
  static boolean is(SQLException failure) {
    String state = failure.getSQLState();
    return state != null && (state.startsWith(CONNECTION) || state.startsWith(INTERVENTION));
  }
}
