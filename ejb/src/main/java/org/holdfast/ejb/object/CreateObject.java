package org.holdfast.ejb.object;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.holdfast.domain.access.Rights;
import org.holdfast.domain.access.Role;
import org.holdfast.domain.access.WalletId;
import org.holdfast.domain.audit.AuditEvent;
import org.holdfast.domain.audit.AuditOperation;
import org.holdfast.domain.audit.AuditTrail;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.material.Algorithm;
import org.holdfast.domain.material.KeyGenerator;
import org.holdfast.domain.material.KeyPairMaterial;
import org.holdfast.domain.material.Material;
import org.holdfast.domain.material.MaterialReader;
import org.holdfast.domain.material.ObjectType;
import org.holdfast.domain.material.Usage;
import org.holdfast.domain.object.LinkType;
import org.holdfast.domain.object.NewObject;
import org.holdfast.domain.object.ObjectAttributes;
import org.holdfast.domain.object.ObjectId;
import org.holdfast.domain.object.SecurityObject;
import org.holdfast.domain.secret.SecretBytes;
import org.jspecify.annotations.Nullable;

/** Makes security objects: of material that comes in, or of the vault's own making. */
@Stateless
@RolesAllowed({Role.Names.KEY_ADMINISTRATOR, Role.Names.USER, Role.Names.ENDPOINT})
public class CreateObject {

  @Inject private ObjectDesk desk;
  @Inject private ObjectMaking making;
  @Inject private OncePerKey once;
  @Inject private KeyRandomness randomness;
  @Inject private AuditTrail audit;

  /** Most objects in one call. */
  public static final int MAX_BULK = 100;

  /** A new object with its material, or with none for the vault to make it. */
  public static final class Item {

    private final NewObject object;
    private final @Nullable SecretBytes material;

    /**
     * @param material stays the caller's
     */
    public Item(NewObject object, @Nullable SecretBytes material) {
      this.object = object;
      this.material = material;
    }

    /** What is to be kept. */
    public NewObject object() {
      return object;
    }

    /** Null for the vault to make it. */
    public @Nullable SecretBytes material() {
      return material;
    }

    @Override
    public String toString() {
      return "Item[" + object.type() + " " + object.name() + "]";
    }
  }

  /** What a new key pair is to be. */
  public record NewPair(
      String privateName,
      String publicName,
      Algorithm algorithm,
      @Nullable Integer bits,
      boolean extractable,
      Map<String, String> attributes,
      Set<WalletId> wallets) {}

  /** A key pair; the two link to each other. */
  public record Pair(SecurityObject privateKey, SecurityObject publicKey) {}

  /**
   * Keeps material that comes in: raw bytes of symmetric keys, secret data and opaque objects; DER
   * or PEM of other keys and certificates.
   *
   * @param material stays the caller's
   * @param key null to make an object each time
   * @throws VaultException {@link ErrorCode#OBJECT_MATERIAL_INVALID}, {@link ErrorCode#KEY_WEAK},
   *     {@link ErrorCode#OBJECT_NAME_TAKEN}, {@link ErrorCode#VAULT_CLOSED}, {@link
   *     ErrorCode#WALLET_UNKNOWN}, {@link ErrorCode#GRANT_MISSING}, {@link
   *     ErrorCode#IDEMPOTENCY_KEY_REUSED}
   */
  public SecurityObject register(
      NewObject object, SecretBytes material, @Nullable IdempotencyKey key) {
    return createAll(List.of(new Item(object, material)), key).get(0);
  }

  /**
   * Makes a symmetric key in the vault, of randomness from the HSM and the JVM together.
   *
   * @throws VaultException as {@link #register}; {@link ErrorCode#ALGORITHM_NOT_SUPPORTED}
   */
  public SecurityObject create(NewObject object, @Nullable IdempotencyKey key) {
    return createAll(List.of(new Item(object, null)), key).get(0);
  }

  /** Makes a key pair in the vault. */
  public Pair createPair(NewPair pair, @Nullable IdempotencyKey key) {
    Rights rights = desk.rights();
    List<SecurityObject> made = once.run(rights, key, "pair " + pair, () -> makePair(rights, pair));
    return new Pair(made.get(0), made.get(1));
  }

  /** All of them or none, in their order; at most {@link #MAX_BULK}. */
  public List<SecurityObject> createAll(List<Item> items, @Nullable IdempotencyKey key) {
    if (items.isEmpty() || items.size() > MAX_BULK) {
      throw new VaultException(ErrorCode.INPUT_INVALID, "1 to " + MAX_BULK + " objects")
          .atField("items");
    }
    Rights rights = desk.rights();
    String request =
        items.stream()
            .map(item -> item.object() + " " + (item.material() == null ? "made" : "given"))
            .collect(Collectors.joining("\n"));
    return once.run(
        rights, key, request, () -> items.stream().map(item -> make(rights, item)).toList());
  }

  private SecurityObject make(Rights rights, Item item) {
    SecretBytes given = item.material();
    try (Material material =
        given == null
            ? generate(item.object())
            : MaterialReader.read(item.object().type(), item.object().algorithm(), given)) {
      SecurityObject made = making.keep(rights, item.object(), material);
      record(
          made, given == null ? AuditOperation.CREATE_OBJECT : AuditOperation.STORE_OBJECT, rights);
      return made;
    }
  }

  private Material generate(NewObject object) {
    Algorithm algorithm = object.algorithm();
    if (object.type() != ObjectType.SYMMETRIC_KEY || algorithm == null) {
      throw new VaultException(
              ErrorCode.INPUT_MISSING, "of this type the vault makes none by itself")
          .atField("material");
    }
    Integer bits = object.bits();
    return KeyGenerator.symmetric(
        algorithm, bits == null ? algorithm.defaultBits() : bits, randomness.fresh());
  }

  private List<SecurityObject> makePair(Rights rights, NewPair pair) {
    Integer bits = pair.bits();
    try (KeyPairMaterial material =
        KeyGenerator.pair(
            pair.algorithm(),
            bits == null ? pair.algorithm().defaultBits() : bits,
            randomness.fresh())) {
      ObjectId privateId = making.newId();
      ObjectId publicId = making.newId();
      SecurityObject privateKey =
          making.keep(
              rights,
              privateId,
              half(pair, pair.privateName(), ObjectType.PRIVATE_KEY, pair.extractable()),
              material.privateKey(),
              Map.of(ObjectAttributes.link(LinkType.PUBLIC_KEY), publicId.toString()));
      SecurityObject publicKey =
          making.keep(
              rights,
              publicId,
              half(pair, pair.publicName(), ObjectType.PUBLIC_KEY, true),
              material.publicKey(),
              Map.of(ObjectAttributes.link(LinkType.PRIVATE_KEY), privateId.toString()));
      record(privateKey, AuditOperation.CREATE_OBJECT, rights);
      record(publicKey, AuditOperation.CREATE_OBJECT, rights);
      return List.of(privateKey, publicKey);
    }
  }

  private static NewObject half(NewPair pair, String name, ObjectType type, boolean extractable) {
    Map<String, String> attributes = new TreeMap<>(pair.attributes());
    String usage = attributes.remove(ObjectAttributes.USAGE);
    if (usage != null) {
      EnumSet<Usage> wanted = Usage.parse(usage);
      wanted.retainAll(Usage.allowed(type, pair.algorithm()));
      attributes.put(ObjectAttributes.USAGE, Usage.text(wanted));
    }
    return new NewObject(
        name, type, pair.algorithm(), pair.bits(), extractable, attributes, pair.wallets());
  }

  private void record(SecurityObject made, AuditOperation operation, Rights rights) {
    audit.append(
        AuditEvent.succeeded(rights.caller().name(), operation, made.id().value(), made.name()));
  }
}
