package org.holdfast.ra.cryptoki;

import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import org.holdfast.domain.hsm.Disposition;
import org.jboss.logging.BasicLogger;
import org.jboss.logging.Logger;
import org.jboss.logging.annotations.LogMessage;
import org.jboss.logging.annotations.Message;
import org.jboss.logging.annotations.MessageLogger;
import org.jboss.logging.annotations.ValidIdRange;

/**
 * What the adapter tells the operator about libraries, tokens and logins. Object and session
 * handles appear at TRACE only, key material and credentials nowhere. Retired ids: 30109.
 */
@MessageLogger(projectCode = "HF", length = 6)
@ValidIdRange(min = 30100, max = 30199)
interface CryptokiLog extends BasicLogger {

  CryptokiLog LOG =
      Logger.getMessageLogger(
          MethodHandles.lookup(), CryptokiLog.class, "org.holdfast.ra.cryptoki");

  @LogMessage(level = Logger.Level.INFO)
  @Message(id = 30100, value = "PKCS#11 library %s initialized: %s")
  void libraryInitialized(Path library, String description);

  @LogMessage(level = Logger.Level.INFO)
  @Message(id = 30101, value = "PKCS#11 library %s is initialized again; its sessions are renewed")
  void libraryReinitialized(Path library);

  @LogMessage(level = Logger.Level.WARN)
  @Message(
      id = 30102,
      value = "PKCS#11 library %s was initialized already; it is finalized and initialized again")
  void libraryInitializedByOthers(Path library);

  @LogMessage(level = Logger.Level.WARN)
  @Message(id = 30103, value = "PKCS#11 library %s did not finalize: %s")
  void finalizeFailed(Path library, String ckr);

  @LogMessage(level = Logger.Level.INFO)
  @Message(id = 30104, value = "Logged in to token %s, serial number %s")
  void loggedIn(String label, String serial);

  @LogMessage(level = Logger.Level.WARN)
  @Message(
      id = 30105,
      value =
          "Token %s refused the HSM credential (%s); it is not sent again until another one is set")
  void credentialRefused(String label, String ckr);

  @LogMessage(level = Logger.Level.WARN)
  @Message(
      id = 30106,
      value = "Token %s refused the new HSM credential (%s); the former one stays in force")
  void credentialRolledBack(String label, String ckr);

  @LogMessage(level = Logger.Level.ERROR)
  @Message(
      id = 30107,
      value =
          "Token %s refused the new HSM credential, and the former one could not be logged in again"
              + " (%s)")
  void rollbackFailed(String label, String ckr);

  @LogMessage(level = Logger.Level.WARN)
  @Message(id = 30108, value = "Token %s failed to %s (%s): %s")
  void callFailed(String label, String doing, String ckr, Disposition disposition);

  @LogMessage(level = Logger.Level.WARN)
  @Message(
      id = 30110,
      value = "Token %s holds a Root of Trust key whose CKA_ID is no key number; it is left alone")
  void keyNumberUnreadable(String label);

  @LogMessage(level = Logger.Level.WARN)
  @Message(
      id = 30111,
      value =
          "PKCS#11 library %s did not %s within %s ms; the caller was answered, the call is left"
              + " alone")
  void callGivenUp(Path library, String doing, long milliseconds);

  @LogMessage(level = Logger.Level.INFO)
  @Message(id = 30112, value = "A call into a PKCS#11 library that was given up has returned: %s")
  void lateReturn(String outcome);

  @LogMessage(level = Logger.Level.WARN)
  @Message(
      id = 30113,
      value = "PKCS#11 library %s does not answer; it is left behind without being finalized")
  void libraryLeftBehind(Path library);
}
