package org.holdfast.ejb.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import org.holdfast.ejb.tls.LocalhostKey;

/**
 * SMTP servers for tests: one port with TLS and a certificate for {@code localhost}, one without,
 * and one with STARTTLS.
 */
public final class MailServer implements AutoCloseable {

  /** Who may sign in. */
  public static final String USER = "vault";

  /** Their password. */
  public static final String PASSWORD = "right horse";

  private final GreenMail server;
  private final String authority;

  private final StartTlsServer startTls;

  private MailServer(GreenMail server, StartTlsServer startTls, String authority) {
    this.server = server;
    this.startTls = startTls;
    this.authority = authority;
  }

  /**
   * Starts on ports that are free.
   *
   * @param folder for its key store; a process has one
   */
  public static MailServer start(Path folder)
      throws IOException, GeneralSecurityException, InterruptedException {
    LocalhostKey key = LocalhostKey.make(folder);
    // GreenMail's own certificate is for no host name.
    System.setProperty("greenmail.tls.keystore.file", key.file().toString());
    System.setProperty("greenmail.tls.keystore.password", LocalhostKey.PASSWORD);
    GreenMail server =
        new GreenMail(
            new ServerSetup[] {
              new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP),
              new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS)
            });
    server.start();
    server.setUser("vault@example.com", USER, PASSWORD);
    return new MailServer(
        server,
        new StartTlsServer(key.store(), LocalhostKey.PASSWORD.toCharArray()),
        key.certificate());
  }

  /** The port with TLS from the first byte. */
  public int tlsPort() {
    return server.getSmtps().getPort();
  }

  /** The port that takes mails after STARTTLS and sign-in alone. */
  public int startTlsPort() {
    return startTls.port();
  }

  /** The port without TLS, which does not offer STARTTLS either. */
  public int plainPort() {
    return server.getSmtp().getPort();
  }

  /** The certificate that its own is checked with, PEM. */
  public String authority() {
    return authority;
  }

  /** What has arrived. */
  public List<MimeMessage> received() {
    List<MimeMessage> all = new ArrayList<>(List.of(server.getReceivedMessages()));
    all.addAll(startTls.received());
    return all;
  }

  /** The subjects of what has arrived, in its order. */
  public List<String> subjects() {
    List<String> subjects = new ArrayList<>();
    for (MimeMessage message : received()) {
      try {
        subjects.add(message.getSubject());
      } catch (MessagingException e) {
        throw new IllegalStateException(e);
      }
    }
    return subjects;
  }

  /** Forgets what has arrived. */
  public void empty() {
    startTls.empty();
    try {
      server.purgeEmailFromAllMailboxes();
    } catch (com.icegreen.greenmail.store.FolderException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    startTls.close();
    server.stop();
  }
}
