package org.holdfast.persistence.object;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.holdfast.domain.node.NodeIdentity;
import org.holdfast.domain.object.RewrapPause;
import org.holdfast.domain.object.RewrapPauses;
import org.holdfast.persistence.sql.Rows;
import org.holdfast.persistence.sql.Sql;

/** Rows of {@code node.rewrap_pause}. */
@ApplicationScoped
class SqlRewrapPauses implements RewrapPauses {

  @Inject private Sql sql;
  @Inject private NodeIdentity node;

  @Override
  public Optional<RewrapPause> inForce() {
    return sql.first(
        "SELECT paused_by, paused_at FROM node.rewrap_pause WHERE node_id = ?",
        p -> p.add(node.id()),
        row -> new RewrapPause(row.getString("paused_by"), Rows.time(row, "paused_at")));
  }

  @Override
  public void begin(RewrapPause pause) {
    sql.update(
        """
        INSERT INTO node.rewrap_pause (node_id, paused_by, paused_at) VALUES (?, ?, ?)
        ON CONFLICT (node_id) DO NOTHING
        """,
        p -> p.add(node.id()).add(pause.by()).add(pause.at()));
  }

  @Override
  public void end() {
    sql.update("DELETE FROM node.rewrap_pause WHERE node_id = ?", p -> p.add(node.id()));
  }
}
