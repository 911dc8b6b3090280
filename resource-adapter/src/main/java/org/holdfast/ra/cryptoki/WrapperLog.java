package org.holdfast.ra.cryptoki;

import org.xipki.pkcs11.wrapper.Logger;
import org.xipki.pkcs11.wrapper.StaticLogger;

/**
 * Takes what the PKCS#11 wrapper says to TRACE; left alone it prints a line for every session to
 * standard output. Its DEBUG and TRACE are refused, because they print object templates, and a
 * template may hold a secret's value.
 */
final class WrapperLog implements Logger {

  private WrapperLog() {}

  static void install() {
    StaticLogger.setLogger(new WrapperLog());
  }

  /** The wrapper outlives the adapter, and its static must not hold the adapter's class loader. */
  static void remove() {
    StaticLogger.setLogger(null);
  }

  @Override
  public void info(String format, Object... arguments) {
    trace("INFO", format, arguments);
  }

  @Override
  public void warn(String format, Object... arguments) {
    trace("WARN", format, arguments);
  }

  @Override
  public void error(String format, Object... arguments) {
    trace("ERROR", format, arguments);
  }

  @Override
  public void debug(String format, Object... arguments) {}

  @Override
  public void trace(String format, Object... arguments) {}

  @Override
  public boolean isDebugEnabled() {
    return false;
  }

  @Override
  public boolean isTraceEnabled() {
    return false;
  }

  @Override
  public boolean isInfoEnabled() {
    return CryptokiLog.LOG.isTraceEnabled();
  }

  @Override
  public boolean isWarnEnabled() {
    return CryptokiLog.LOG.isTraceEnabled();
  }

  private static void trace(String level, String format, Object... arguments) {
    if (CryptokiLog.LOG.isTraceEnabled()) {
      CryptokiLog.LOG.tracev(
          "wrapper: {0} {1} {2}", level, format, java.util.Arrays.toString(arguments));
    }
  }
}
