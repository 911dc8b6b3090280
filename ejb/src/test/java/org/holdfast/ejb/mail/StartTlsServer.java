package org.holdfast.ejb.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * An SMTP server that offers STARTTLS, and takes neither sign-in nor mail before it (RFC 3207).
 * GreenMail has none.
 */
final class StartTlsServer implements AutoCloseable {

  private final List<MimeMessage> received = Collections.synchronizedList(new ArrayList<>());
  private final SMTPServer server;

  /** Starts on a port that is free, with the key of that store. */
  StartTlsServer(KeyStore store, char[] opening) throws GeneralSecurityException, IOException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, opening);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    server =
        SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .startTlsSocketFactory(context)
            .requireTLS()
            .authenticationHandlerFactory(
                new EasyAuthenticationHandlerFactory(
                    (user, password, message) -> {
                      if (!user.equals(MailServer.USER) || !password.equals(MailServer.PASSWORD)) {
                        throw new LoginFailedException("no");
                      }
                    }))
            .requireAuth()
            .messageHandler((message, from, to, data) -> received.add(read(data)))
            .build();
    server.start();
  }

  private static MimeMessage read(byte[] data) {
    try {
      return new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(data));
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  int port() {
    return server.getPortAllocated();
  }

  List<MimeMessage> received() {
    synchronized (received) {
      return List.copyOf(received);
    }
  }

  void empty() {
    received.clear();
  }

  @Override
  public void close() {
    server.stop();
  }
}
