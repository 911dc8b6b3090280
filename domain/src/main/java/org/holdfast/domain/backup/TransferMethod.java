package org.holdfast.domain.backup;

/** How a backup gets to its destination (S72). */
public enum TransferMethod {
  /** A folder of this machine. */
  LOCAL,
  /**
   * Over SSH with the commands of the other machine's shell, for servers without SFTP. The protocol
   * of the old scp wants to know a file's size before its first byte, which a streamed backup does
   * not.
   */
  SCP,
  /** The SSH file transfer protocol. */
  SFTP
}
