package org.holdfast.domain.hsm;

import java.nio.file.Path;
import java.util.List;
import org.holdfast.domain.secret.SecretChars;

/**
 * Gives out pooled connections to tokens, and holds each token's login. In the server it is the
 * connection factory of the resource adapter.
 *
 * <p>Login belongs to the token, not to a connection: PKCS#11 checks a credential only while the
 * process is not logged in. So a credential comes in through {@link #login} alone, and "already
 * logged in" is never taken for "right credential".
 */
public interface HsmConnectionFactory {

  /**
   * A connection to a token that is logged in.
   *
   * @throws HsmLoginRefused if the token refused the credential it was given last; nothing is sent
   *     to the token
   * @throws HsmUnavailable if the library, the token or a free session is missing, or no credential
   *     was given yet
   */
  HsmConnection getConnection(HsmTarget target) throws HsmException;

  /**
   * Gives the token its credential and proves it with exactly one login.
   *
   * <p>Waits for calls in flight on that token, logs out, logs in. If the token refuses, the former
   * credential, where there was one, is logged in again and stays in force, and the refusal is
   * thrown. Without a former one the refused credential is remembered and {@link #getConnection}
   * refuses locally.
   *
   * @param credential is copied; the caller closes its own
   * @throws HsmLoginRefused if the token refused it, with {@link HsmFault#CREDENTIAL_REFUSED} or
   *     {@link HsmFault#CREDENTIAL_LOCKED}
   * @throws HsmUnavailable if the token cannot be reached ({@link HsmFault#ROLLBACK_FAILED}: the
   *     former credential could not be logged in again)
   */
  void login(HsmTarget target, SecretChars credential) throws HsmException;

  /** Logs the token out, if it can be reached, and forgets its credential and any refusal. */
  void forget(HsmTarget target);

  /**
   * Looks at the token without logging in, past the pool. Finds the slot anew, initializing the
   * library again if the token is not there any more, so that it sees a token that went or came
   * back.
   */
  TokenFacts inspect(HsmTarget target) throws HsmException;

  /**
   * The tokens that a library offers now, without logging in, past the pool; initializes the
   * library if nothing has yet.
   *
   * @param library the vendor's PKCS#11 library
   * @throws HsmUnavailable if the library is missing, or gives no slot list
   */
  List<TokenFacts> tokens(VendorPack vendor, Path library) throws HsmException;
}
