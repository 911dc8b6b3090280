package org.holdfast.web.backup;

import java.util.Objects;
import org.holdfast.domain.backup.Authentication;
import org.holdfast.domain.backup.DestinationDraft;
import org.holdfast.domain.backup.Location;
import org.holdfast.domain.backup.TransferMethod;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.web.json.RequestBody;
import org.jspecify.annotations.Nullable;

/** What clients send to make, change or probe a destination. */
final class DestinationBody {

  static final String PASSWORD = "password";

  private static final String NAME = "name";
  private static final String METHOD = "method";
  private static final String PATH = "path";
  private static final String HOST = "host";
  private static final String PORT = "port";
  private static final String USER = "user";
  private static final String AUTHENTICATION = "authentication";
  private static final String FINGERPRINT = "hostKeyFingerprint";

  /** What the use cases call the field for the fingerprint. */
  private static final String HOST_KEY = "hostKey";

  private static final String[] OF_A_SERVER = {
    HOST, PORT, USER, AUTHENTICATION, PASSWORD, FINGERPRINT
  };

  private static final int MAX_NAME = 100;
  private static final int MAX_PATH = 1_000;
  private static final int MAX_HOST = 253;
  private static final int MAX_USER = 64;
  private static final int MAX_FINGERPRINT = 100;

  private DestinationBody() {}

  /**
   * A destination as it is to be; {@code body} has the password besides.
   *
   * @throws VaultException {@link ErrorCode#INPUT_MISSING}, {@link ErrorCode#INPUT_INVALID} at the
   *     field, {@link ErrorCode#INPUT_MALFORMED} if there is another one
   */
  static DestinationDraft draft(RequestBody body) {
    body.only(NAME, METHOD, PATH, HOST, PORT, USER, AUTHENTICATION, PASSWORD, FINGERPRINT);
    TransferMethod method = body.constant(METHOD, TransferMethod.class);
    if (method == TransferMethod.LOCAL) {
      requireNoServer(body);
    }
    return new DestinationDraft(
        body.text(NAME, MAX_NAME),
        location(method, body),
        body.optionalText(FINGERPRINT, MAX_FINGERPRINT));
  }

  /**
   * The server to be asked for its host key.
   *
   * @throws VaultException as {@link #draft}
   */
  static Location probe(RequestBody body) {
    body.only(METHOD, PATH, HOST, PORT, USER);
    TransferMethod method = body.constant(METHOD, TransferMethod.class);
    if (method == TransferMethod.LOCAL) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "a folder of this machine has no host key")
          .atField(METHOD);
    }
    return location(method, body);
  }

  /** The same failure at the field that clients have sent. */
  static VaultException renamed(VaultException failure) {
    return HOST_KEY.equals(failure.field()) ? failure.atField(FINGERPRINT) : failure;
  }

  private static Location location(TransferMethod method, RequestBody body) {
    String path = body.text(PATH, MAX_PATH);
    return new Location(method, path, method == TransferMethod.LOCAL ? null : remote(body));
  }

  private static Location.Remote remote(RequestBody body) {
    @Nullable Integer port = body.optionalInteger(PORT);
    return new Location.Remote(
        body.text(HOST, MAX_HOST),
        port == null ? Location.Remote.DEFAULT_PORT : port,
        body.text(USER, MAX_USER),
        Objects.requireNonNullElse(
            body.optionalConstant(AUTHENTICATION, Authentication.class), Authentication.PUBLIC_KEY),
        null);
  }

  private static void requireNoServer(RequestBody body) {
    for (String name : OF_A_SERVER) {
      if (body.has(name) && !body.isNull(name)) {
        throw new VaultException(ErrorCode.INPUT_INVALID, "a folder of this machine has none")
            .atField(name);
      }
    }
  }
}
