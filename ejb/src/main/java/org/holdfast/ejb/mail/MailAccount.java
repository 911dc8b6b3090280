package org.holdfast.ejb.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.holdfast.domain.mail.MailSettings;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.domain.wallet.KeyFile;
import org.jspecify.annotations.Nullable;

/** The mail server as it was read last, for while the database is away. */
@ApplicationScoped
public class MailAccount {

  private static final String PURPOSE = "mail server";

  @Inject private MailTransactions transactions;
  @Inject private KeyFile keyFile;

  private volatile @Nullable MailSettings settings;
  private volatile @Nullable Bytes sealed;

  /** Empty if none is configured. */
  Optional<MailSettings> settings() {
    return Optional.ofNullable(settings);
  }

  /** The password that is stored, for the caller to close; null for none. */
  @Nullable SecretChars stored() {
    Bytes content = sealed;
    if (content == null) {
      return null;
    }
    try (SecretBytes utf8 = keyFile.openSecret(PURPOSE, content)) {
      return utf8.lend(SecretAccess.granted(), MailAccount::decode);
    }
  }

  /** The form in which a password is stored: this node's key file opens it. */
  Bytes seal(SecretChars given) {
    try (SecretBytes utf8 = given.toUtf8(SecretAccess.granted())) {
      return keyFile.sealSecret(PURPOSE, utf8);
    }
  }

  /** Reads it anew. */
  public void refresh() {
    MailTransactions.Stored stored = transactions.read();
    sealed = stored.sealed();
    settings = stored.settings();
  }

  private static SecretChars decode(byte[] utf8) {
    CharBuffer decoded = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(utf8));
    char[] characters = new char[decoded.remaining()];
    decoded.get(characters);
    Arrays.fill(decoded.array(), '\0');
    return SecretChars.takeFrom(characters);
  }
}
