package org.holdfast.domain.material;

import static org.holdfast.domain.material.SampleMaterials.privateKey;
import static org.holdfast.domain.material.SampleMaterials.publicKey;

import java.security.SecureRandom;
import java.util.List;

/** A key for each scheme. */
final class SampleKeys {

  static final SecureRandom RANDOM = new SecureRandom();

  private SampleKeys() {}

  /** A symmetric or private key. */
  static Material key(Scheme scheme) {
    return switch (scheme.algorithm()) {
      case RSA -> privateKey("rsa-2048.pem");
      case EC -> privateKey("ec-384.pem");
      case ED25519 -> privateKey("ed25519.pem");
      case AES, TRIPLE_DES, CHACHA20, HMAC_SHA256, HMAC_SHA384, HMAC_SHA512 ->
          KeyGenerator.symmetric(scheme.algorithm(), scheme.algorithm().defaultBits(), RANDOM);
    };
  }

  /** All that can do what only needs the public half, for a pair; else the key itself. */
  static List<Material> openHalves(Scheme scheme, Material key) {
    return switch (scheme.algorithm()) {
      case RSA -> List.of(key, publicKey("rsa-2048-public.pem"));
      case EC ->
          List.of(
              key,
              publicKey("ec-384-public.pem"),
              MaterialReader.read(
                  ObjectType.CERTIFICATE, null, SampleMaterials.sample("certificate.pem")));
      case ED25519 ->
          List.of(
              key,
              publicKey("ed25519-public.pem"),
              MaterialReader.read(
                  ObjectType.CERTIFICATE, null, SampleMaterials.sample("chain.pem")));
      case AES, TRIPLE_DES, CHACHA20, HMAC_SHA256, HMAC_SHA384, HMAC_SHA512 -> List.of(key);
    };
  }

  /** Another key of the same algorithm and length. */
  static Material otherKey(Scheme scheme) {
    if (scheme.algorithm().isSymmetric()) {
      return key(scheme);
    }
    int bits = scheme.algorithm() == Algorithm.RSA ? 2048 : scheme.algorithm().defaultBits();
    return KeyGenerator.pair(scheme.algorithm(), bits, RANDOM).privateKey();
  }
}
