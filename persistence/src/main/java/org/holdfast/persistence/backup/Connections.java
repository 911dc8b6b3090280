package org.holdfast.persistence.backup;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Connections for long work: with transactions of their own, or in that of the caller. */
@ApplicationScoped
class Connections {

  /** What is done on a connection. */
  @FunctionalInterface
  interface Work<T> {
    T on(Connection connection) throws SQLException, IOException;
  }

  @Resource(lookup = "java:/jdbc/Holdfast")
  private DataSource database;

  /** A connection that no transaction of the caller's has a part in; for the caller to close. */
  @Transactional(Transactional.TxType.NOT_SUPPORTED)
  public LongConnection open() throws SQLException {
    return LongConnection.of(database.getConnection());
  }

  /** Does the work in a transaction of its own, all or nothing. */
  @Transactional(Transactional.TxType.NOT_SUPPORTED)
  public <T> T alone(Work<T> work) throws SQLException, IOException {
    try (LongConnection own = LongConnection.of(database.getConnection())) {
      Sessions.prepare(own.connection());
      T result = work.on(own.connection());
      own.connection().commit();
      return result;
    }
  }

  /** Does the work in the caller's transaction. */
  @Transactional(Transactional.TxType.MANDATORY)
  public <T> T joined(Work<T> work) throws SQLException, IOException {
    try (Connection connection = database.getConnection();
        Patience patient = new Patience(connection)) {
      return work.on(patient.connection());
    }
  }
}
