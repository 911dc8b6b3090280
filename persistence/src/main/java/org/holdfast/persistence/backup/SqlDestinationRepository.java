package org.holdfast.persistence.backup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.domain.backup.Authentication;
import org.holdfast.domain.backup.Destination;
import org.holdfast.domain.backup.DestinationRepository;
import org.holdfast.domain.backup.HostKey;
import org.holdfast.domain.backup.Location;
import org.holdfast.domain.backup.Location.Remote;
import org.holdfast.domain.backup.TransferMethod;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.persistence.sql.Rows;
import org.holdfast.persistence.sql.Sql;
import org.jspecify.annotations.Nullable;

/**
 * Rows of {@code node.backup_destination}. A password is kept only as long as the destination signs
 * in with one.
 */
@ApplicationScoped
class SqlDestinationRepository implements DestinationRepository {

  private static final String SELECT =
      """
      SELECT id, name, method, path, host, port, user_name, authentication, host_key_algorithm,
          host_key, changed_at
      FROM node.backup_destination
      """;

  private static final String SAVE =
      """
      INSERT INTO node.backup_destination AS d
          (id, name, method, path, host, port, user_name, authentication, host_key_algorithm,
           host_key, changed_at, sealed_password)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (id) DO UPDATE SET
          name = excluded.name, method = excluded.method, path = excluded.path,
          host = excluded.host, port = excluded.port, user_name = excluded.user_name,
          authentication = excluded.authentication,
          host_key_algorithm = excluded.host_key_algorithm, host_key = excluded.host_key,
          changed_at = excluded.changed_at,
          sealed_password = CASE WHEN excluded.authentication = 'PASSWORD'
              THEN coalesce(excluded.sealed_password, d.sealed_password) END
      """;

  @Inject private Sql sql;

  @Override
  public List<Destination> list() {
    return sql.list(SELECT + "ORDER BY name", p -> {}, SqlDestinationRepository::destination);
  }

  @Override
  public Optional<Destination> find(UUID id) {
    return sql.first(
        SELECT + "WHERE id = ?", p -> p.add(id), SqlDestinationRepository::destination);
  }

  @Override
  public void save(Destination destination, @Nullable Bytes sealedPassword) {
    Location location = destination.location();
    Remote remote = location.remote();
    HostKey hostKey = remote == null ? null : remote.hostKey();
    boolean withPassword = remote != null && remote.authentication() == Authentication.PASSWORD;
    UniqueNames.write(
        () ->
            sql.update(
                SAVE,
                p -> {
                  p.add(destination.id()).add(destination.name());
                  p.add(location.method()).add(location.path());
                  p.add(remote == null ? null : remote.host());
                  p.add(remote == null ? null : Integer.valueOf(remote.port()));
                  p.add(remote == null ? null : remote.user());
                  p.add(remote == null ? null : remote.authentication());
                  p.add(hostKey == null ? null : hostKey.algorithm());
                  p.add(hostKey == null ? null : hostKey.encoded());
                  p.add(destination.changed());
                  p.add(withPassword ? sealedPassword : null);
                }),
        "backup_destination_name",
        new VaultException(ErrorCode.DESTINATION_NAME_TAKEN, destination.name()).atField("name"));
  }

  @Override
  public Optional<Bytes> sealedPassword(UUID id) {
    return sql.first(
        """
        SELECT sealed_password FROM node.backup_destination
        WHERE id = ? AND sealed_password IS NOT NULL
        """,
        p -> p.add(id),
        row -> Rows.bytes(row, "sealed_password"));
  }

  @Override
  public void delete(UUID id) {
    sql.update("DELETE FROM node.backup_destination WHERE id = ?", p -> p.add(id));
  }

  @Override
  public Optional<SealedKeyPair> keyPair() {
    return sql.first(
        "SELECT public_key, sealed_private_key FROM node.backup_key_pair",
        p -> {},
        row ->
            new SealedKeyPair(row.getString("public_key"), Rows.bytes(row, "sealed_private_key")));
  }

  @Override
  public SealedKeyPair saveKeyPair(SealedKeyPair fresh) {
    sql.update(
        """
        INSERT INTO node.backup_key_pair (public_key, sealed_private_key) VALUES (?, ?)
        ON CONFLICT (one) DO NOTHING
        """,
        p -> p.add(fresh.publicKey()).add(fresh.sealedPrivateKey()));
    return keyPair().orElseThrow();
  }

  private static Destination destination(ResultSet row) throws SQLException {
    String host = row.getString("host");
    return new Destination(
        Rows.id(row, "id"),
        row.getString("name"),
        new Location(
            Rows.constant(row, "method", TransferMethod.class),
            row.getString("path"),
            host == null ? null : remote(host, row)),
        Rows.time(row, "changed_at"));
  }

  private static Remote remote(String host, ResultSet row) throws SQLException {
    Bytes hostKey = Rows.optionalBytes(row, "host_key");
    return new Remote(
        host,
        row.getInt("port"),
        Objects.requireNonNull(row.getString("user_name")),
        Rows.constant(row, "authentication", Authentication.class),
        hostKey == null
            ? null
            : new HostKey(Objects.requireNonNull(row.getString("host_key_algorithm")), hostKey));
  }
}
