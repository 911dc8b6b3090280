package org.holdfast.ejb.backup.store;

import java.io.IOException;
import org.apache.sshd.sftp.client.extensions.openssh.OpenSSHStatExtensionInfo;
import org.apache.sshd.sftp.client.extensions.openssh.OpenSSHStatPathExtension;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;

/**
 * What the failures of an SFTP connection mean. All that is no answer of the server's is a loss.
 */
final class SftpErrors {

  private final SshConnection connection;
  private final PrivateSftpClient client;
  private final String folder;

  SftpErrors(SshConnection connection, PrivateSftpClient client, String folder) {
    this.connection = connection;
    this.client = client;
    this.folder = folder;
  }

  static boolean isMissing(Exception failure) {
    return failure instanceof SftpException answer
        && answer.getStatus() == SftpConstants.SSH_FX_NO_SUCH_FILE;
  }

  /** Of a command. */
  VaultException of(Exception failure) {
    if (failure instanceof VaultException known) {
      return known;
    }
    if (!(failure instanceof SftpException answer)) {
      return connection.lost(failure);
    }
    return switch (answer.getStatus()) {
      case SftpConstants.SSH_FX_CONNECTION_LOST, SftpConstants.SSH_FX_NO_CONNECTION ->
          connection.lost(answer);
      case SftpConstants.SSH_FX_NO_SPACE_ON_FILESYSTEM, SftpConstants.SSH_FX_QUOTA_EXCEEDED ->
          failed(ErrorCode.DESTINATION_FULL, answer);
      case SftpConstants.SSH_FX_FAILURE ->
          failed(
              isFull() ? ErrorCode.DESTINATION_FULL : ErrorCode.DESTINATION_NOT_WRITABLE, answer);
      default -> failed(ErrorCode.DESTINATION_NOT_WRITABLE, answer);
    };
  }

  /**
   * Of writing to a file that was made already. SFTP 3 has no word for a full disk or a spent
   * quota, just a plain failure; nothing else is likely to end in it here.
   */
  VaultException ofWriting(Exception failure) {
    return failure instanceof SftpException answer
            && answer.getStatus() == SftpConstants.SSH_FX_FAILURE
        ? failed(ErrorCode.DESTINATION_FULL, answer)
        : of(failure);
  }

  private VaultException failed(ErrorCode code, SftpException answer) {
    return connection.failure(code, SshConnection.textOf(answer), answer);
  }

  /** Asks the server, if it can be asked. */
  private boolean isFull() {
    try {
      OpenSSHStatPathExtension extension = client.getExtension(OpenSSHStatPathExtension.class);
      if (extension == null || !extension.isSupported()) {
        return false;
      }
      OpenSSHStatExtensionInfo info = extension.stat(folder);
      return info.f_bavail == 0 || (info.f_files > 0 && info.f_favail == 0);
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }
}
