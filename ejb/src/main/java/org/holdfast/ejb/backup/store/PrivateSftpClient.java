package org.holdfast.ejb.backup.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.sftp.client.SftpVersionSelector;
import org.apache.sshd.sftp.client.impl.DefaultSftpClient;
import org.apache.sshd.sftp.common.SftpConstants;

/** SFTP 3, which every server speaks. The files that it makes are private from the start. */
final class PrivateSftpClient extends DefaultSftpClient {

  private static final int OWNER_ONLY = 0600;

  PrivateSftpClient(ClientSession session) throws IOException {
    super(session, SftpVersionSelector.fixedVersionSelector(3), null);
  }

  /** What a file is made with. The library has no parameter for it. */
  @Override
  protected <B extends Buffer> B writeAttributes(int command, B buffer, Attributes attributes) {
    if (command == SftpConstants.SSH_FXP_OPEN) {
      attributes.setPermissions(OWNER_ONLY);
    }
    return super.writeAttributes(command, buffer, attributes);
  }

  /** All of a folder at once, so that a failure while reading it is not mistaken for its end. */
  List<DirEntry> entriesOf(String folder) throws IOException {
    List<DirEntry> entries = new ArrayList<>();
    try (CloseableHandle handle = openDir(folder)) {
      List<DirEntry> some = readDir(handle);
      while (some != null) {
        entries.addAll(some);
        some = readDir(handle);
      }
    }
    return entries;
  }
}
