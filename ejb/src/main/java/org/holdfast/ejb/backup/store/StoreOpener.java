package org.holdfast.ejb.backup.store;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import org.holdfast.domain.backup.Authentication;
import org.holdfast.domain.backup.BackupStore;
import org.holdfast.domain.backup.BackupStores;
import org.holdfast.domain.backup.HostKey;
import org.holdfast.domain.backup.Location;
import org.holdfast.domain.backup.Location.Remote;
import org.holdfast.domain.backup.TransferMethod;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretChars;
import org.holdfast.ejb.node.VaultConfig;
import org.jspecify.annotations.Nullable;

/** Opens folders of this machine, and of SSH servers. */
@ApplicationScoped
class StoreOpener implements BackupStores {

  @Inject private VaultKeyPair keyPair;

  private LocalFolders folders = new LocalFolders(Path.of("/"));
  private SshTimeouts timeouts = SshTimeouts.STANDARD;

  StoreOpener() {}

  /** Without a container. */
  @SuppressWarnings("UnnecessaryAssignment")
  StoreOpener(VaultKeyPair keyPair, Path home, SshTimeouts timeouts) {
    this.keyPair = keyPair;
    this.folders = new LocalFolders(home);
    this.timeouts = timeouts;
  }

  @Inject
  void configure(VaultConfig config) {
    folders = new LocalFolders(config.home());
  }

  @Override
  public BackupStore open(Location location, @Nullable SecretChars password) {
    Remote remote = location.remote();
    if (remote == null) {
      return new LocalStore(folders.require(location.path()));
    }
    SshConnection connection = connect(location, remote, password);
    boolean opened = false;
    try {
      BackupStore store =
          location.method() == TransferMethod.SFTP
              ? SftpStore.open(connection, location.path())
              : ShellStore.open(connection, location.path());
      opened = true;
      return store;
    } finally {
      if (!opened) {
        connection.close();
      }
    }
  }

  @Override
  public HostKey hostKey(Remote remote) {
    return new SshConnector(timeouts).hostKey(remote);
  }

  @Override
  public String publicKey() {
    return keyPair.publicKey();
  }

  private SshConnection connect(Location location, Remote remote, @Nullable SecretChars password) {
    SshConnector connector = new SshConnector(timeouts);
    if (remote.authentication() == Authentication.PUBLIC_KEY) {
      return connector.connect(location, remote, keyPair.open());
    }
    if (password == null) {
      throw new VaultException(ErrorCode.DESTINATION_REFUSED, "There is no password")
          .atField("password");
    }
    try (PasswordAnswer answer = new PasswordAnswer(password)) {
      return connector.connect(location, remote, answer);
    }
  }
}
