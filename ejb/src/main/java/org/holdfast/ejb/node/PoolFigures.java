package org.holdfast.ejb.node;

import jakarta.enterprise.context.ApplicationScoped;
import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * How far the server's pools are used, as the server itself counts (its management model, over
 * JMX). Empty where the server does not tell.
 */
@ApplicationScoped
public class PoolFigures {

  private static final String DATABASE = "jboss.as:data-source=Holdfast,statistics=pool,*";
  private static final String HSM = "jboss.as:connection-definitions=HsmPool,statistics=pool,*";

  /**
   * A pool.
   *
   * @param used connections given out now
   * @param open connections that exist, given out or not
   * @param free how many more may be given out
   */
  public record Pool(long used, long open, long free) {}

  /** That of database connections. */
  public Optional<Pool> database() {
    return read(DATABASE);
  }

  /** That of PKCS#11 sessions. */
  public Optional<Pool> hsm() {
    return read(HSM);
  }

  private static Optional<Pool> read(String pattern) {
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    try {
      Set<ObjectName> names = server.queryNames(new ObjectName(pattern), null);
      for (ObjectName name : names) {
        return Optional.of(
            new Pool(
                number(server, name, "inUseCount"),
                number(server, name, "activeCount"),
                number(server, name, "availableCount")));
      }
    } catch (JMException | RuntimeException e) {
      SystemMessages.LOG.debugf(e, "No statistics of %s", pattern);
    }
    return Optional.empty();
  }

  /** The model writes names with a small first letter or a capital one, by release. */
  private static long number(MBeanServer server, ObjectName name, String attribute)
      throws JMException {
    for (MBeanAttributeInfo info : server.getMBeanInfo(name).getAttributes()) {
      if (info.getName().toLowerCase(Locale.ROOT).equals(attribute.toLowerCase(Locale.ROOT))) {
        return Long.parseLong(String.valueOf(server.getAttribute(name, info.getName())));
      }
    }
    throw new javax.management.AttributeNotFoundException(attribute);
  }
}
