package org.holdfast.persistence.syslog;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.holdfast.domain.syslog.SyslogReceiver;
import org.holdfast.domain.syslog.SyslogReceiver.Transport;
import org.holdfast.domain.syslog.SyslogReceivers;
import org.holdfast.persistence.sql.Rows;
import org.holdfast.persistence.sql.Sql;

/** Syslog receivers in PostgreSQL. */
@ApplicationScoped
class SqlSyslogReceivers implements SyslogReceivers {

  @Inject private Sql sql;

  @Override
  public List<Line> list() {
    return sql.list(
        "SELECT * FROM node.syslog_receiver ORDER BY id", p -> {}, SqlSyslogReceivers::line);
  }

  @Override
  public void replace(List<Line> lines) {
    sql.update("DELETE FROM node.syslog_receiver", p -> {});
    for (Line line : lines) {
      SyslogReceiver receiver = line.receiver();
      sql.update(
          """
          INSERT INTO node.syslog_receiver (id, host, port, transport, ca, position, changed_at)
          VALUES (?, ?, ?, ?, ?, ?, ?)
          """,
          p ->
              p.add(receiver.id())
                  .add(receiver.host())
                  .add(receiver.port())
                  .add(receiver.transport())
                  .add(receiver.ca())
                  .add(line.position())
                  .add(receiver.changedAt()));
    }
  }

  @Override
  public void sent(UUID receiver, long position) {
    sql.update(
        "UPDATE node.syslog_receiver SET position = ? WHERE id = ?",
        p -> p.add(position).add(receiver));
  }

  @Override
  public void limit(long position) {
    sql.update(
        "UPDATE node.syslog_receiver SET position = ? WHERE position > ?",
        p -> p.add(position).add(position));
  }

  private static Line line(ResultSet row) throws SQLException {
    return new Line(
        new SyslogReceiver(
            Rows.id(row, "id"),
            row.getString("host"),
            row.getInt("port"),
            Rows.constant(row, "transport", Transport.class),
            row.getString("ca"),
            Rows.time(row, "changed_at")),
        row.getLong("position"));
  }
}
