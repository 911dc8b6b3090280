package org.holdfast.ejb.backup.store;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.UserAuthFactory;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.io.nio2.Nio2ServiceFactoryFactory;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.sftp.SftpModuleProperties;
import org.apache.sshd.sftp.client.impl.AbstractSftpClient;
import org.holdfast.domain.backup.HostKey;
import org.holdfast.domain.backup.Location;
import org.holdfast.domain.backup.Location.Remote;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;

/**
 * Connects to SSH servers and signs in. Nothing of the account that the vault runs under plays a
 * part: no agent, no keys, no {@code known_hosts}, no configuration.
 */
final class SshConnector {

  /**
   * What may be under way unanswered: bandwidth times delay of a fast line to another continent.
   */
  private static final long WINDOW_BYTES = 8L << 20;

  private static final int NETWORK_THREADS = 2;
  private static final int NETWORK_BUFFER_BYTES = 1 << 18;
  private static final Duration STOP = Duration.ofSeconds(5);

  private final SshTimeouts timeouts;

  SshConnector(SshTimeouts timeouts) {
    this.timeouts = timeouts;
  }

  /** Signs in with a password, which is given to the server at most once. */
  SshConnection connect(Location location, Remote remote, PasswordAnswer answer) {
    return connect(
        location,
        remote,
        List.of(new PasswordSignIn.Factory(answer), new PromptSignIn.Factory(answer)),
        session -> {},
        "password");
  }

  /** Signs in with a key pair. */
  SshConnection connect(Location location, Remote remote, KeyPair keyPair) {
    return connect(
        location,
        remote,
        List.of(UserAuthPublicKeyFactory.INSTANCE),
        session -> session.addPublicKeyIdentity(keyPair),
        "user");
  }

  /**
   * The key that a server shows, without signing in there.
   *
   * @throws VaultException {@link ErrorCode#DESTINATION_UNREACHABLE}
   */
  HostKey hostKey(Remote remote) {
    HostKeyCheck check = new HostKeyCheck(null);
    SshClient client = client(check, remote, List.of(UserAuthPublicKeyFactory.INSTANCE));
    try {
      client.start();
      ClientSession session = reach(client, remote);
      session.waitFor(
          EnumSet.of(ClientSession.ClientSessionEvent.WAIT_AUTH), timeouts.signIn().toMillis());
      HostKey shown = check.shown();
      if (shown == null) {
        throw new VaultException(
                ErrorCode.DESTINATION_UNREACHABLE, address(remote) + " (it shows no host key)")
            .atField("port");
      }
      return shown;
    } finally {
      SshConnection.stop(client);
    }
  }

  /** Gives a session what it signs in with. */
  private interface Equipment {
    void addTo(ClientSession session);
  }

  private SshConnection connect(
      Location location,
      Remote remote,
      List<UserAuthFactory> methods,
      Equipment equipment,
      String field) {
    HostKeyCheck check = new HostKeyCheck(remote.hostKey());
    SshClient client = client(check, remote, methods);
    boolean connected = false;
    try {
      client.start();
      ClientSession session = reach(client, remote);
      equipment.addTo(session);
      signIn(session, remote, check, field);
      HostKey shown = check.shown();
      if (shown == null) {
        throw new IllegalStateException("Signed in to a server without a host key");
      }
      connected = true;
      return new SshConnection(client, session, shown, location, timeouts);
    } finally {
      if (!connected) {
        SshConnection.stop(client);
      }
    }
  }

  private SshClient client(HostKeyCheck check, Remote remote, List<UserAuthFactory> methods) {
    SshClient client =
        ClientBuilder.builder()
            .serverKeyVerifier(check)
            .hostConfigEntryResolver(HostConfigEntryResolver.EMPTY)
            .keyExchangeFactories(SshAlgorithms.keyExchanges())
            .cipherFactories(SshAlgorithms.ciphers())
            .macFactories(SshAlgorithms.macs())
            .signatureFactories(SshAlgorithms.signatures(remote.hostKey()))
            .build();
    client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
    client.setUserAuthFactories(methods);
    client.setIoServiceFactoryFactory(new Nio2ServiceFactoryFactory());
    CoreModuleProperties.CLIENT_IDENTIFICATION.set(client, "holdfast");
    CoreModuleProperties.NIO_WORKERS.set(client, NETWORK_THREADS);
    CoreModuleProperties.NIO2_READ_BUFFER_SIZE.set(client, NETWORK_BUFFER_BYTES);
    CoreModuleProperties.WINDOW_SIZE.set(client, WINDOW_BYTES);
    CoreModuleProperties.TCP_NODELAY.set(client, true);
    CoreModuleProperties.SOCKET_KEEPALIVE.set(client, true);
    CoreModuleProperties.REQUEST_EXEC_REPLY.set(client, true);
    setTimeouts(client);
    return client;
  }

  private void setTimeouts(SshClient client) {
    CoreModuleProperties.IO_CONNECT_TIMEOUT.set(client, timeouts.connect());
    CoreModuleProperties.AUTH_TIMEOUT.set(client, timeouts.signIn());
    CoreModuleProperties.IDLE_TIMEOUT.set(client, timeouts.idle());
    CoreModuleProperties.WINDOW_TIMEOUT.set(client, timeouts.idle());
    CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(client, timeouts.idle());
    CoreModuleProperties.NIO2_MIN_WRITE_TIMEOUT.set(client, timeouts.idle());
    CoreModuleProperties.CHANNEL_OPEN_TIMEOUT.set(client, timeouts.idle());
    SftpModuleProperties.SFTP_CHANNEL_OPEN_TIMEOUT.set(client, timeouts.idle());
    AbstractSftpClient.SFTP_CLIENT_CMD_TIMEOUT.set(client, timeouts.idle());
    CoreModuleProperties.HEARTBEAT_REQUEST.set(client, "keepalive@openssh.com");
    CoreModuleProperties.HEARTBEAT_INTERVAL.set(client, timeouts.keepAlive());
    CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(client, SshTimeouts.KEEP_ALIVES);
    CoreModuleProperties.STOP_WAIT_TIME.set(client, STOP);
  }

  private ClientSession reach(SshClient client, Remote remote) {
    if (new InetSocketAddress(remote.host(), remote.port()).isUnresolved()) {
      throw new VaultException(
              ErrorCode.DESTINATION_UNREACHABLE, remote.host() + " is not a known name")
          .atField("host");
    }
    try {
      return client
          .connect(remote.user(), remote.host(), remote.port())
          .verify(timeouts.connect())
          .getSession();
    } catch (IOException | RuntimeException e) {
      throw unreachable(remote, e).atField(isNowhere(e) ? "host" : "port");
    }
  }

  /** Whether no machine answered at all; one that did does not speak SSH there. */
  private static boolean isNowhere(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof NoRouteToHostException
          || cause instanceof SocketTimeoutException
          || cause instanceof TimeoutException) {
        return true;
      }
    }
    return false;
  }

  private void signIn(ClientSession session, Remote remote, HostKeyCheck check, String field) {
    try {
      session.auth().verify(timeouts.signIn());
    } catch (IOException | RuntimeException e) {
      String difference = check.difference();
      if (difference != null) {
        throw new VaultException(ErrorCode.HOST_KEY_CHANGED, difference, e);
      }
      if (check.shown() != null && isRefused(e)) {
        throw new VaultException(
                ErrorCode.DESTINATION_REFUSED,
                "sign-in of " + remote.user() + " at " + address(remote),
                e)
            .atField(field);
      }
      throw check.shown() == null ? unreachable(remote, e).atField("port") : unreachable(remote, e);
    }
  }

  /**
   * By the reasons that either side gives for ending it; servers that allow a single attempt call
   * it an error of protocol (RFC 4253, 11.1).
   */
  private static boolean isRefused(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SshException ended) {
        switch (ended.getDisconnectCode()) {
          case SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE,
              SshConstants.SSH2_DISCONNECT_ILLEGAL_USER_NAME,
              SshConstants.SSH2_DISCONNECT_AUTH_CANCELLED_BY_USER,
              SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR -> {
            return true;
          }
          default -> {}
        }
      }
    }
    return false;
  }

  private static VaultException unreachable(Remote remote, Exception e) {
    Exception reason = e;
    // The library puts its own words around what the system says.
    while (reason.getCause() instanceof Exception deeper && deeper != reason) {
      reason = deeper;
    }
    String text = SshConnection.printable(SshConnection.textOf(reason));
    return new VaultException(
        ErrorCode.DESTINATION_UNREACHABLE, address(remote) + " (" + text + ")", e);
  }

  private static String address(Remote remote) {
    return remote.host() + ":" + remote.port();
  }
}
