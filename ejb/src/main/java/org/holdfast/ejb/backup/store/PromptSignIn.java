package org.holdfast.ejb.backup.store;

import org.apache.sshd.client.auth.AbstractUserAuth;
import org.apache.sshd.client.auth.UserAuth;
import org.apache.sshd.client.auth.UserAuthFactory;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.util.buffer.Buffer;

/**
 * The method {@code keyboard-interactive} (RFC 4256), as far as it asks for one password: some
 * servers take passwords in no other way. Any other question ends it.
 */
final class PromptSignIn extends AbstractUserAuth {

  private static final String METHOD = "keyboard-interactive";
  private static final int ROOM = 256;

  private final PasswordAnswer answer;
  private boolean begun;

  private PromptSignIn(PasswordAnswer answer) {
    super(METHOD);
    this.answer = answer;
  }

  @Override
  protected boolean sendAuthDataRequest(ClientSession session, String service) throws Exception {
    if (begun || answer.isGiven()) {
      return false;
    }
    begun = true;
    Buffer message = session.createBuffer(SshConstants.SSH_MSG_USERAUTH_REQUEST, ROOM);
    message.putString(session.getUsername());
    message.putString(service);
    message.putString(METHOD);
    message.putString("");
    message.putString("");
    session.writePacket(message);
    return true;
  }

  @Override
  protected boolean processAuthDataRequest(ClientSession session, String service, Buffer buffer)
      throws Exception {
    if (buffer.getUByte() != SshConstants.SSH_MSG_USERAUTH_INFO_REQUEST) {
      return false;
    }
    buffer.getString();
    buffer.getString();
    buffer.getString();
    int questions = buffer.getInt();
    Buffer message =
        session.createBuffer(SshConstants.SSH_MSG_USERAUTH_INFO_RESPONSE, ROOM + answer.size());
    message.putInt(questions);
    if (questions != 0 && !answers(questions, buffer, message)) {
      return false;
    }
    session.writePacket(message);
    return true;
  }

  private boolean answers(int questions, Buffer request, Buffer response) {
    if (questions != 1) {
      return false;
    }
    request.getString();
    boolean shownWhileTyped = request.getBoolean();
    return !shownWhileTyped && answer.give(response);
  }

  /** Makes it for one connection. */
  record Factory(PasswordAnswer answer) implements UserAuthFactory {

    @Override
    public String getName() {
      return METHOD;
    }

    @Override
    public UserAuth createUserAuth(ClientSession session) {
      return new PromptSignIn(answer);
    }
  }
}
