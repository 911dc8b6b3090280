package org.holdfast.ejb.object;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.holdfast.domain.access.Rights;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.home.VaultHome;
import org.holdfast.domain.object.IdempotentRequests;
import org.holdfast.domain.object.IdempotentRequests.Done;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.object.SecurityObjectRepository;
import org.holdfast.domain.secret.Bytes;
import org.jspecify.annotations.Nullable;

/** Does a request that makes objects once per idempotency key. */
@ApplicationScoped
class OncePerKey {

  @Inject private IdempotentRequests requests;
  @Inject private SecurityObjectRepository objects;

  /**
   * What {@code make} makes, or what it made when the key came before.
   *
   * @param key null to make it in any case
   * @param request what is asked for, without the material: its digest is kept, and the digest of a
   *     password would tell too much
   * @throws VaultException {@link ErrorCode#IDEMPOTENCY_KEY_REUSED}
   */
  List<SecurityObject> run(
      Rights rights,
      @Nullable IdempotencyKey key,
      String request,
      Supplier<List<SecurityObject>> make) {
    if (key == null) {
      return make.get();
    }
    Bytes keyDigest = digest(rights.caller().id() + "\n" + key.value());
    Bytes requestDigest = digest(request);
    Optional<Done> before = requests.find(keyDigest);
    if (before.isPresent()) {
      if (!before.get().request().equals(requestDigest)) {
        throw new VaultException(ErrorCode.IDEMPOTENCY_KEY_REUSED);
      }
      return before.get().objects().stream().map(this::find).toList();
    }
    List<SecurityObject> made = make.get();
    requests.add(
        keyDigest, new Done(requestDigest, made.stream().map(SecurityObject::id).toList()));
    return made;
  }

  private SecurityObject find(ObjectId id) {
    return objects.find(id).orElseThrow(() -> ObjectDesk.unknown(id));
  }

  private static Bytes digest(String text) {
    return VaultHome.digest(Bytes.of(text.getBytes(StandardCharsets.UTF_8)));
  }
}
