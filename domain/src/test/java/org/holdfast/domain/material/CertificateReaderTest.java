package org.holdfast.domain.material;

import static org.assertj.core.api.Assertions.assertThat;
import static org.holdfast.domain.material.SampleMaterials.assertRefused;
import static org.holdfast.domain.material.SampleMaterials.content;
import static org.holdfast.domain.material.SampleMaterials.der;
import static org.holdfast.domain.material.SampleMaterials.file;
import static org.holdfast.domain.material.SampleMaterials.read;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretAccess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CertificateReaderTest {

  private final List<byte[]> chain = chain();

  @Test
  void read_chain_hasTheFactsOfItsLeaf() {
    try (Material read = certificate(file(CertificateReaderTest.class, "chain.pem"))) {
      assertThat(read.type()).isEqualTo(ObjectType.CERTIFICATE);
      assertThat(read.algorithm()).isEqualTo(Algorithm.ED25519);
      assertThat(read.bits()).isEqualTo(256);
      assertThat(content(read)).isEqualTo(concatenated(chain));
      CertificateFacts facts = read.certificate().orElseThrow();
      assertThat(facts.subject()).isEqualTo("CN=db.example.org,OU=Payroll\\, and more,O=Example");
      assertThat(facts.issuer()).isEqualTo("CN=Intermediate,O=Example");
      assertThat(facts.serial()).isEqualTo("1003");
      assertThat(facts.alternativeNames())
          .contains(
              "DNS:db.example.org",
              "IP:192.0.2.7",
              "email:dba@example.org",
              "URI:https://db.example.org/",
              "OID:1.2.3.4",
              "directory:CN=directory")
          .anyMatch(name -> name.startsWith("other:"))
          .hasSize(7);
      assertThat(facts.keyAlgorithm()).isEqualTo("Ed25519");
      assertThat(facts.keyBits()).isEqualTo(256);
      assertThat(facts.chainLength()).isEqualTo(3);
      assertThat(facts.authority()).isFalse();
      assertThat(facts.notBefore()).isBefore(facts.notAfter());
      assertThat(facts.fingerprint()).isEqualTo(Material.sha256(chain.get(0)));
      assertThat(CertificateFacts.fromAttributes(facts.toAttributes())).isEqualTo(facts);
    }
  }

  @Test
  void read_concatenatedDer_isTheSameAsPem() {
    try (Material der = certificate(concatenated(chain));
        Material pem = certificate(file(CertificateReaderTest.class, "chain.pem"))) {
      assertThat(content(der)).isEqualTo(content(pem));
      assertThat(der.certificate()).isEqualTo(pem.certificate());
      assertThat(der.digest()).isPresent().isEqualTo(pem.digest());
    }
  }

  @Test
  void read_selfSigned_isAnAuthority() {
    try (Material read = certificate(file(CertificateReaderTest.class, "certificate.pem"))) {
      CertificateFacts facts = read.certificate().orElseThrow();
      assertThat(facts.authority()).isTrue();
      assertThat(facts.chainLength()).isEqualTo(1);
      assertThat(facts.keyAlgorithm()).isEqualTo("EC");
      assertThat(facts.keyBits()).isEqualTo(384);
      assertThat(facts.alternativeNames()).isEmpty();
    }
  }

  @Test
  void publicKeyOf_chain_isTheLeafs() {
    try (Material read = certificate(concatenated(chain));
        Material key = MaterialReader.publicKeyOf(read)) {
      assertThat(content(key)).isEqualTo(der("ed25519-public.pem"));
    }
  }

  @Test
  void read_compressedPoint_isRefused() {
    // Allowed by RFC 5480, 2.2, but the JDK could not check a signature with it.
    assertInvalid(file(CertificateReaderTest.class, "certificate-ec-256-compressed.pem"));
  }

  @Test
  void read_chainOutOfOrderOrWithGap_isRefused() {
    List<byte[]> reversed = new ArrayList<>(chain);
    Collections.reverse(reversed);

    assertInvalid(concatenated(reversed));
    assertInvalid(concatenated(List.of(chain.get(0), chain.get(2))));
    assertInvalid(concatenated(List.of(chain.get(0), chain.get(0))));
  }

  @Test
  void read_signatureInChainChanged_isRefused() {
    byte[] leaf = chain.get(0).clone();
    leaf[leaf.length - 1] ^= 1;

    assertInvalid(concatenated(List.of(leaf, chain.get(1), chain.get(2))));
  }

  @Test
  void read_moreThanTen_isRefused() {
    byte[] root = chain.get(2);

    try (Material ten = certificate(concatenated(Collections.nCopies(10, root)))) {
      assertThat(ten.certificate().orElseThrow().chainLength()).isEqualTo(10);
    }
    assertInvalid(concatenated(Collections.nCopies(11, root)));
  }

  @Test
  void read_weakKey_isRefused() {
    assertRefused(
        ErrorCode.KEY_WEAK,
        () -> certificate(file(CertificateReaderTest.class, "certificate-rsa-1024.pem")));
  }

  @ParameterizedTest
  @EnumSource(names = {"RSA", "EC"})
  void read_otherAlgorithmGiven_isRefused(Algorithm algorithm) {
    assertRefused(
        ErrorCode.OBJECT_MATERIAL_INVALID,
        () -> read(ObjectType.CERTIFICATE, algorithm, chain.get(0)));
  }

  @Test
  void read_somethingElse_isRefused() {
    assertInvalid(file(CertificateReaderTest.class, "rsa-2048.pem"));
    assertInvalid(der("rsa-2048-public.pem"));
  }

  @Test
  void read_cutOffAnywhere_isRefused() {
    for (int length = 1; length < chain.get(0).length; length++) {
      assertInvalid(Arrays.copyOf(chain.get(0), length));
    }
  }

  @Test
  void read_anyByteChanged_isTakenAsItIsOrRefusedByCode() {
    for (int i = 0; i < chain.get(0).length; i++) {
      byte[] changed = chain.get(0).clone();
      changed[i] ^= 0x21;
      try (Material read = certificate(changed)) {
        assertThat(content(read)).isEqualTo(changed);
      } catch (VaultException e) {
        assertThat(e.code())
            .isIn(
                ErrorCode.OBJECT_MATERIAL_INVALID,
                ErrorCode.KEY_WEAK,
                ErrorCode.ALGORITHM_NOT_SUPPORTED);
      }
    }
  }

  private static void assertInvalid(byte[] input) {
    assertRefused(ErrorCode.OBJECT_MATERIAL_INVALID, () -> certificate(input));
  }

  private static Material certificate(byte[] input) {
    return read(ObjectType.CERTIFICATE, null, input);
  }

  private static List<byte[]> chain() {
    try (Pem pem = Pem.read(file(CertificateReaderTest.class, "chain.pem"), 3)) {
      return pem.blocks().stream()
          .map(block -> block.content().toByteArray(SecretAccess.granted()))
          .toList();
    }
  }

  private static byte[] concatenated(List<byte[]> parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    parts.forEach(all::writeBytes);
    return all.toByteArray();
  }
}
