package org.holdfast.persistence.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import org.holdfast.domain.mail.MailRepository;
import org.holdfast.domain.mail.MailSecurity;
import org.holdfast.domain.mail.MailSettings;
import org.holdfast.domain.node.NodeIdentity;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.persistence.sql.Rows;
import org.holdfast.persistence.sql.Sql;
import org.jspecify.annotations.Nullable;

/** The row of {@code node.mail_settings} that is this node's. */
@ApplicationScoped
class SqlMailRepository implements MailRepository {

  private static final String SAVE =
      """
      INSERT INTO node.mail_settings AS s
          (node_id, revision, host, port, security, user_name, sealed_password, sender, authority)
      SELECT ?::uuid, ?::uuid, ?, ?, ?, ?, ?, ?, ?
      WHERE EXISTS (SELECT 1 FROM node.mail_settings WHERE node_id = ?) OR ?
      ON CONFLICT (node_id) DO UPDATE SET
          revision = excluded.revision, host = excluded.host, port = excluded.port,
          security = excluded.security, user_name = excluded.user_name,
          sealed_password = excluded.sealed_password, sender = excluded.sender,
          authority = excluded.authority
      WHERE s.revision = ?
      """;

  @Inject private Sql sql;
  @Inject private NodeIdentity node;

  @Override
  public Optional<MailSettings> find() {
    return sql.first(
        """
        SELECT revision, host, port, security, user_name, sender, authority
        FROM node.mail_settings WHERE node_id = ?
        """,
        p -> p.add(node.id()),
        row ->
            new MailSettings(
                Rows.id(row, "revision"),
                row.getString("host"),
                row.getInt("port"),
                Rows.constant(row, "security", MailSecurity.class),
                row.getString("user_name"),
                row.getString("sender"),
                row.getString("authority")));
  }

  @Override
  public Optional<Bytes> sealedPassword() {
    return sql.first(
        """
        SELECT sealed_password FROM node.mail_settings
        WHERE node_id = ? AND sealed_password IS NOT NULL
        """,
        p -> p.add(node.id()),
        row -> Rows.bytes(row, "sealed_password"));
  }

  @Override
  public boolean save(MailSettings settings, @Nullable Bytes sealedPassword, UUID seen) {
    UUID own = node.id();
    return sql.update(
            SAVE,
            p -> {
              p.add(own).add(settings.revision()).add(settings.host()).add(settings.port());
              p.add(settings.security()).add(settings.user()).add(sealedPassword);
              p.add(settings.sender()).add(settings.authority());
              p.add(own).add(seen.equals(MailSettings.NONE)).add(seen);
            })
        == 1;
  }
}
