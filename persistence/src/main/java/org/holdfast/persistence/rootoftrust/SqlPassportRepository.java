package org.holdfast.persistence.rootoftrust;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.Collectors;
import org.holdfast.domain.hsm.KeyRef;
import org.holdfast.domain.hsm.RootKeyFacts;
import org.holdfast.domain.hsm.WrapMechanism;
import org.holdfast.domain.node.NodeIdentity;
import org.holdfast.domain.rootoftrust.PassportRepository;
import org.holdfast.domain.rootoftrust.RootOfTrust;
import org.holdfast.domain.rootoftrust.RootPassport;
import org.holdfast.persistence.sql.Rows;
import org.holdfast.persistence.sql.Sql;

/** Rows of {@code node.root_passport}. */
@ApplicationScoped
class SqlPassportRepository implements PassportRepository {

  @Inject private Sql sql;
  @Inject private NodeIdentity node;

  @Override
  public Optional<RootPassport> find(RootOfTrust rootOfTrust) {
    return sql.first(
        """
        SELECT * FROM node.root_passport
        WHERE node_id = ? AND vendor_id = ? AND token_serial = ? AND key_number = ?
            AND check_value = ?
        """,
        p ->
            p.add(node.id())
                .add(rootOfTrust.vendorId())
                .add(rootOfTrust.tokenSerial())
                .add(rootOfTrust.key().number())
                .add(rootOfTrust.checkValue()),
        SqlPassportRepository::passport);
  }

  @Override
  public void save(RootOfTrust rootOfTrust, RootPassport passport) {
    RootKeyFacts key = passport.key();
    sql.update(
        """
        INSERT INTO node.root_passport
            (node_id, vendor_id, token_serial, key_number, check_value, sensitive,
             always_sensitive, extractable, never_extractable, local, private_object, token_object,
             bits, firmware, mechanisms, made_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (node_id, vendor_id, token_serial, key_number, check_value) DO UPDATE SET
            sensitive = excluded.sensitive, always_sensitive = excluded.always_sensitive,
            extractable = excluded.extractable, never_extractable = excluded.never_extractable,
            local = excluded.local, private_object = excluded.private_object,
            token_object = excluded.token_object, bits = excluded.bits,
            firmware = excluded.firmware, mechanisms = excluded.mechanisms,
            made_at = excluded.made_at
        """,
        p -> {
          p.add(node.id()).add(rootOfTrust.vendorId()).add(rootOfTrust.tokenSerial());
          p.add(rootOfTrust.key().number()).add(rootOfTrust.checkValue());
          p.add(key.sensitive()).add(key.alwaysSensitive()).add(key.extractable());
          p.add(key.neverExtractable()).add(key.local()).add(key.privateObject());
          p.add(key.tokenObject()).add(key.bits()).add(passport.firmware());
          p.addTexts(passport.mechanisms().stream().map(WrapMechanism::name).sorted().toList());
          p.add(passport.made());
        });
  }

  private static RootPassport passport(ResultSet row) throws SQLException {
    return new RootPassport(
        new RootKeyFacts(
            new KeyRef(row.getInt("key_number")),
            Rows.bytes(row, "check_value"),
            row.getBoolean("sensitive"),
            row.getBoolean("always_sensitive"),
            row.getBoolean("extractable"),
            row.getBoolean("never_extractable"),
            row.getBoolean("local"),
            row.getBoolean("private_object"),
            row.getBoolean("token_object"),
            row.getInt("bits")),
        row.getString("token_serial"),
        row.getString("firmware"),
        Rows.texts(row, "mechanisms").stream()
            .map(WrapMechanism::valueOf)
            .collect(Collectors.toSet()),
        Rows.time(row, "made_at"));
  }
}
