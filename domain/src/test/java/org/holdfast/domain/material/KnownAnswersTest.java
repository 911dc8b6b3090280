package org.holdfast.domain.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.domain.material.SampleKeys.RANDOM;
import static org.holdfast.domain.material.SampleMaterials.file;
import static org.holdfast.domain.material.SampleMaterials.privateKey;
import static org.holdfast.domain.material.SampleMaterials.publicKey;
import static org.holdfast.domain.secret.SampleSecrets.bytes;
import static org.holdfast.domain.secret.SampleSecrets.secretHex;
import static org.holdfast.domain.secret.SampleSecrets.text;

import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretAccess;
import org.holdfast.domain.secret.SecretBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What standards and OpenSSL say comes out. */
class KnownAnswersTest {

  private static final String ELSEWHERE = "made elsewhere";

  /** Test case 16 of "The Galois/Counter Mode of Operation" (McGrew, Viega). */
  @Test
  void aesGcm_testCase16() {
    assertDecrypts(
        symmetric(
            Algorithm.AES, "feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308"),
        new Encrypted(
            Scheme.AES_GCM,
            Bytes.fromHex("cafebabefacedbaddecaf888"),
            Bytes.fromHex(
                "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                    + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662"
                    + "76fc6ece0f4e1768cddf8853bb2d551b")),
        "feedfacedeadbeeffeedfacedeadbeefabaddad2",
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
            + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39");
  }

  /** RFC 8439, 2.8.2. */
  @Test
  void chaCha20Poly1305_rfc8439() {
    assertDecrypts(
        symmetric(
            Algorithm.CHACHA20, "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"),
        new Encrypted(
            Scheme.CHACHA20_POLY1305,
            Bytes.fromHex("070000004041424344454647"),
            Bytes.fromHex(
                "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d6"
                    + "3dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2905d6a5b67ecd3b36"
                    + "92ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc"
                    + "3ff4def08e4b7a9de576d26586cec64b6116"
                    + "1ae10b594f09e26a7e902ecbd0600691")),
        "50515253c0c1c2c3c4c5c6c7",
        bytes(
                "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for"
                    + " the future, sunscreen would be it.")
            .toHex());
  }

  /** Made with: openssl enc -aes-256-cbc. */
  @Test
  void aesCbc_openssl() {
    assertDecrypts(
        symmetric(
            Algorithm.AES, "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4"),
        new Encrypted(
            Scheme.AES_CBC_PKCS7,
            Bytes.fromHex("000102030405060708090a0b0c0d0e0f"),
            Bytes.fromHex("4f16e123645f996ede890189742cf734")),
        "",
        bytes(ELSEWHERE).toHex());
  }

  /** RFC 5649, 6. */
  @ParameterizedTest
  @CsvSource({
    "c37b7e6492584340bed12207808941155068f738,"
        + "138bdeaa9b8fa7fc61f97742e72248ee5ae6ae5360d1ae6a5f54f373fa543b6a",
    "466f7250617369,afbeb0f07dfbf5419200f2ccb50bb24f",
  })
  void aesKeyWrapPadded_rfc5649(String content, String wrapped) {
    Material key = symmetric(Algorithm.AES, "5840df6e29b02af1ab493b705bf16ea1ae8338f4dcc176a8");

    assertThat(
            KeyOperations.wrap(key, Scheme.AES_KEY_WRAP_PADDED, secretHex(content), RANDOM).toHex())
        .isEqualTo(wrapped);
    assertThat(
            KeyOperations.unwrap(key, Scheme.AES_KEY_WRAP_PADDED, Bytes.fromHex(wrapped))
                .contentEquals(secretHex(content)))
        .isTrue();
  }

  /** RFC 8032, 7.1, tests 1 and 2. */
  @ParameterizedTest
  @CsvSource({
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
        + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a,'',"
        + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
        + "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b",
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
        + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c,72,"
        + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00",
  })
  void ed25519_rfc8032(String seed, String point, String message, String signature) {
    // RFC 8410, 7 and 4: what goes before the 32 bytes.
    Material key =
        MaterialReader.read(
            ObjectType.PRIVATE_KEY, null, secretHex("302e020100300506032b657004220420" + seed));
    Material open =
        MaterialReader.read(
            ObjectType.PUBLIC_KEY, null, secretHex("302a300506032b6570032100" + point));
    Bytes signed = Bytes.fromHex(message);

    assertThat(MaterialReader.publicKeyOf(key).digest()).isEqualTo(open.digest());
    assertThat(KeyOperations.sign(key, Scheme.ED25519, signed, RANDOM).toHex())
        .isEqualTo(signature);
    assertThat(KeyOperations.verify(open, Scheme.ED25519, signed, Bytes.fromHex(signature)))
        .isTrue();
  }

  /** RFC 4868, 2.7.2, the second test of each. */
  @ParameterizedTest
  @CsvSource({
    "HMAC_SHA256,8,167f928588c5cc2eef8e3093caa0e87c9ff566a14794aa61648d81621a2a40c6",
    "HMAC_SHA384,12,2c7353974f1842fd66d53c452ca42122b28c0b594cfb184da86a368e9b8e16f5"
        + "349524ca4e82400cbde0686d403371c9",
    "HMAC_SHA512,16,cb370917ae8a7ce28cfd1d8f4705d6141c173b2a9362c15df235dfb251b15454"
        + "6aa334ae9fb9afc2184932d8695e397bfa0ffb93466cfcceaae38c833b7dba38",
  })
  void hmac_rfc4868(Scheme scheme, int times, String mac) {
    Material key = symmetric(scheme.algorithm(), bytes("Jefe".repeat(times)).toHex());

    assertThat(KeyOperations.mac(key, scheme, bytes("what do ya want for nothing?")).toHex())
        .isEqualTo(mac);
  }

  @Test
  void rsaOaep_openssl() {
    Bytes ciphertext = Bytes.of(file(KnownAnswersTest.class, "oaep-sha256.bin"));
    Material key = privateKey("rsa-2048.pem");

    assertThat(
            text(
                KeyOperations.decrypt(
                    key,
                    new Encrypted(Scheme.RSA_OAEP_SHA256, Bytes.of(), ciphertext),
                    Bytes.of())))
        .isEqualTo(ELSEWHERE);
    assertThat(text(KeyOperations.unwrap(key, Scheme.RSA_OAEP_SHA256, ciphertext)))
        .isEqualTo(ELSEWHERE);
  }

  @ParameterizedTest
  @CsvSource({
    "rsa-2048-public.pem,RSA_PSS_SHA384,pss-sha384.bin",
    "rsa-2048-public.pem,RSA_PKCS1_SHA256,pkcs1-sha256.bin",
    "ec-521-public.pem,ECDSA_SHA512,ecdsa-sha512.bin",
  })
  void signatures_openssl(String key, Scheme scheme, String signature) {
    assertThat(
            KeyOperations.verify(
                publicKey(key),
                scheme,
                bytes(ELSEWHERE),
                Bytes.of(file(KnownAnswersTest.class, signature))))
        .isTrue();
  }

  @Test
  void rsaPkcs1_openssl_isTheSameSignature() {
    assertThat(
            KeyOperations.sign(
                privateKey("rsa-2048.pem"), Scheme.RSA_PKCS1_SHA256, bytes(ELSEWHERE), RANDOM))
        .isEqualTo(Bytes.of(file(KnownAnswersTest.class, "pkcs1-sha256.bin")));
  }

  private static Material symmetric(Algorithm algorithm, String hex) {
    return MaterialReader.read(ObjectType.SYMMETRIC_KEY, algorithm, secretHex(hex));
  }

  private static void assertDecrypts(
      Material key, Encrypted encrypted, String associatedData, String plaintext) {
    try (SecretBytes opened =
        KeyOperations.decrypt(key, encrypted, Bytes.fromHex(associatedData))) {
      assertThat(Bytes.of(opened.toByteArray(SecretAccess.granted())).toHex()).isEqualTo(plaintext);
    }
  }
}
