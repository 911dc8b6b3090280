package org.holdfast.web.json;

import java.util.List;
import java.util.function.Consumer;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.error.VaultException;

/** Reads each member of a body in each way there is, and lets nothing but a coded refusal pass. */
final class RequestBodyReaders {

  private static final List<Consumer<Read>> READERS =
      List.of(
          read -> read.body.text(read.name),
          read -> read.body.text(read.name, 3),
          read -> read.body.textOrEmpty(read.name, 3),
          read -> read.body.texts(read.name, 2, 4),
          read -> read.body.textMap(read.name, 2, 4),
          read -> read.body.optionalInteger(read.name),
          read -> read.body.flag(read.name, false),
          read -> read.body.optionalTime(read.name),
          read -> read.body.secret(read.name).close(),
          read -> read.body.base64(read.name).close(),
          read -> read.body.data(read.name).close(),
          read -> read.body.bytes(read.name),
          read -> read.body.constant(read.name, Role.class),
          read -> read.body.objects(read.name, 3).forEach(RequestBodyReaders::readAll),
          read -> readAll(read.body.object(read.name)),
          read -> LabelFields.read(read.body),
          read -> read.body.only(read.name));

  private record Read(RequestBody body, String name) {}

  private RequestBodyReaders() {}

  /**
   * Parses and reads.
   *
   * @throws AssertionError if it is refused with another code than one of a bad request
   */
  static void readAll(byte[] input) {
    try (RequestBody body = RequestBody.parse(input)) {
      readAll(body);
    } catch (VaultException e) {
      needsRequestCode(e);
    }
  }

  /** Asked millions of times, so without the words of an assertion. */
  private static void needsRequestCode(VaultException e) {
    if (!e.code().id().startsWith("HF-1")) {
      throw new AssertionError("Another code than one of a bad request", e);
    }
  }

  private static void readAll(RequestBody body) {
    for (String name : List.copyOf(body.members().keySet())) {
      for (Consumer<Read> reader : READERS) {
        try {
          reader.accept(new Read(body, name));
        } catch (VaultException e) {
          needsRequestCode(e);
        }
      }
    }
  }
}
