package org.holdfast.persistence.object;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.domain.object.IdempotentRequests;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.persistence.sql.Rows;
import org.holdfast.persistence.sql.Sql;

/** Keeps requests in the node's own schema: a client repeats a request where it sent it first. */
@ApplicationScoped
class SqlIdempotentRequests implements IdempotentRequests {

  @Inject private Sql sql;
  @Inject private Clock clock;

  @Override
  public Optional<Done> find(Bytes key) {
    sql.call("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", p -> p.add(key.toHex()));
    return sql.first(
        "SELECT request, objects FROM node.idempotent_request WHERE key_digest = ?",
        p -> p.add(key),
        row ->
            new Done(
                Rows.bytes(row, "request"),
                Arrays.stream((UUID[]) row.getArray("objects").getArray())
                    .map(ObjectId::new)
                    .toList()));
  }

  @Override
  public void add(Bytes key, Done done) {
    sql.update(
        "INSERT INTO node.idempotent_request VALUES (?, ?, ?, ?)",
        p ->
            p.add(key)
                .add(done.request())
                .addIds(done.objects().stream().map(ObjectId::value).toList())
                .add(clock.instant()));
  }

  @Override
  public int forgetBefore(Instant time) {
    return sql.update("DELETE FROM node.idempotent_request WHERE created_at < ?", p -> p.add(time));
  }
}
