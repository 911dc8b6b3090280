package org.holdfast.domain.syslog;

import java.util.List;
import java.util.UUID;

/** The receivers that are configured, and how far each is. In the transaction of the caller. */
public interface SyslogReceivers {

  /**
   * A receiver, and up to which segment of this node's chain all was sent to it.
   *
   * @param position 0 for none
   */
  record Line(SyslogReceiver receiver, long position) {}

  /** In the order in which they were configured. */
  List<Line> list();

  /** Puts these in the place of all that are there. */
  void replace(List<Line> lines);

  /** Notes that all is sent up to that segment; does nothing if the receiver was taken away. */
  void sent(UUID receiver, long position);

  /** After a restore the chain may end earlier: those that are beyond its end are put there. */
  void limit(long position);
}
