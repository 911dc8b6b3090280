package org.holdfast.ejb.backup.store;

import org.apache.sshd.client.auth.AbstractUserAuth;
import org.apache.sshd.client.auth.UserAuth;
import org.apache.sshd.client.auth.UserAuthFactory;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;

/**
 * The method {@code password} (RFC 4252, 8). The library's own would keep the password as text,
 * which cannot be zeroed.
 */
final class PasswordSignIn extends AbstractUserAuth {

  private static final String METHOD = "password";
  private static final int ROOM = 256;

  private final PasswordAnswer answer;

  private PasswordSignIn(PasswordAnswer answer) {
    super(METHOD);
    this.answer = answer;
  }

  @Override
  protected boolean sendAuthDataRequest(ClientSession session, String service) throws Exception {
    if (answer.isGiven()) {
      return false;
    }
    String user = session.getUsername();
    // Large enough from the start: a buffer that grows leaves a copy behind. It is encrypted in
    // place when it is sent.
    Buffer message =
        session.createBuffer(
            SshConstants.SSH_MSG_USERAUTH_REQUEST, ROOM + 4 * user.length() + answer.size());
    message.putString(user);
    message.putString(service);
    message.putString(METHOD);
    message.putBoolean(false);
    if (!answer.give(message)) {
      return false;
    }
    session.writePacket(message);
    return true;
  }

  /** The server wants a new password, which the vault does not choose. */
  @Override
  protected boolean processAuthDataRequest(ClientSession session, String service, Buffer buffer) {
    return false;
  }

  /** Makes it for one connection. */
  record Factory(PasswordAnswer answer) implements UserAuthFactory {

    @Override
    public String getName() {
      return METHOD;
    }

    @Override
    public UserAuth createUserAuth(ClientSession session) {
      return new PasswordSignIn(answer);
    }
  }
}
