package org.holdfast.domain.backup.file;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.holdfast.domain.backup.file.SampleBackups.assertDamaged;
import static org.holdfast.domain.backup.file.SampleBackups.check;
import static org.holdfast.domain.backup.file.SampleBackups.file;
import static org.holdfast.domain.backup.file.SampleBackups.plain;
import static org.holdfast.domain.backup.file.SampleBackups.random;
import static org.holdfast.domain.backup.file.SampleBackups.read;
import static org.holdfast.domain.backup.file.SampleBackups.tables;
import static org.holdfast.domain.backup.file.SampleBackups.underHsm;
import static org.holdfast.domain.secret.SampleSecrets.key;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jpountz.lz4.LZ4Factory;
import org.holdfast.domain.error.ErrorCode;
import org.holdfast.domain.error.VaultException;
import org.holdfast.domain.secret.SecretBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupDamageTest {

  private static final byte[] SMALL = file(underHsm(tables(2)), List.of(random(20), new byte[50]));
  private static final byte[] LARGE = file(random(5 * FileForm.WRITTEN_BYTES));

  @Test
  void anyByteFlipped_isNoticed() {
    for (int i = 0; i < SMALL.length; i++) {
      byte[] changed = SMALL.clone();
      changed[i] ^= (byte) (1 << (i % Byte.SIZE));

      assertThatExceptionOfType(VaultException.class)
          .as("byte %d", i)
          .isThrownBy(() -> read(changed))
          .extracting(VaultException::code)
          .isIn(ErrorCode.BACKUP_DAMAGED, ErrorCode.BACKUP_VERSION);
      assertThatExceptionOfType(VaultException.class)
          .as("byte %d without the key", i)
          .isThrownBy(() -> check(changed));
    }
  }

  @Test
  void anyByteOfTheHeaderFlippedWithNewChecksums_isNoticedWithTheKey() {
    FileParts parts = FileParts.of(SMALL);
    for (int i = 0; i < parts.header().length; i++) {
      byte[] header = parts.header().clone();
      header[i] ^= 1;
      renewManifestChecksum(header);
      byte[] changed = new FileParts(header, parts.chunks()).with(parts.chunks());
      if (Arrays.equals(header, parts.header())) {
        // It was the checksum, which is as it was again.
        continue;
      }

      assertThatExceptionOfType(VaultException.class)
          .as("byte %d", i)
          .isThrownBy(() -> read(changed));
    }
  }

  @Test
  void anyLengthTruncated_isNoticed() {
    for (int length = 0; length < SMALL.length; length++) {
      byte[] cut = Arrays.copyOf(SMALL, length);
      assertDamaged(() -> read(cut));
      assertDamaged(() -> check(cut));
    }
  }

  @Test
  void somethingBehindTheEnd_isNoticed() {
    byte[] longer = Arrays.copyOf(SMALL, SMALL.length + 1);

    assertDamaged(() -> read(longer));
    assertDamaged(() -> check(longer));
  }

  @Test
  void truncatedAfterAChunk_isNoticedWithNewChecksums() throws IOException {
    FileParts parts = FileParts.of(LARGE);
    List<byte[]> first = new ArrayList<>(parts.chunks().subList(0, 3));
    assertDamaged(() -> read(parts.with(first)));

    byte[] last = first.get(2).clone();
    last[0] |= (byte) 0x80;
    first.set(2, last);
    check(parts.with(first));
    assertDamaged(() -> read(parts.with(first)));
  }

  @Test
  void chunksSwappedDroppedOrRepeated_areNoticedWithNewChecksums() throws IOException {
    FileParts parts = FileParts.of(LARGE);
    assertThat(read(parts.with(parts.chunks()))).hasSize(1);

    for (int i = 0; i + 1 < parts.chunks().size(); i++) {
      List<byte[]> swapped = new ArrayList<>(parts.chunks());
      swapped.set(i, parts.chunks().get(i + 1));
      swapped.set(i + 1, parts.chunks().get(i));
      assertDamaged(() -> read(parts.with(swapped)));

      List<byte[]> dropped = new ArrayList<>(parts.chunks());
      dropped.remove(i);
      assertDamaged(() -> read(parts.with(dropped)));

      List<byte[]> repeated = new ArrayList<>(parts.chunks());
      repeated.add(i, parts.chunks().get(i));
      assertDamaged(() -> read(parts.with(repeated)));
    }
  }

  @Test
  void chunksOfAnotherBackup_areNoticedEvenUnderTheSameKey() {
    FileParts mine = FileParts.of(file(random(10)));
    FileParts theirs =
        FileParts.of(file(SampleBackups.plain(tables(2)), List.of(random(10), random(1))));

    assertDamaged(() -> read(mine.with(theirs.chunks())));
  }

  @Test
  void readAgainAfterAFailure_givesNothing() throws IOException {
    FileParts parts = FileParts.of(LARGE);
    List<byte[]> preceded = new ArrayList<>(parts.chunks());
    preceded.add(0, parts.chunks().get(1));
    try (SecretBytes key = key(SampleBackups.KEY);
        BackupReader reader = new BackupReader(new ByteArrayInputStream(parts.with(preceded)))) {
      reader.unlock(key);
      InputStream table = reader.table();
      assertDamaged(table::read);
      assertDamaged(table::read);
    }
  }

  @Test
  void wrongKey_isDamaged() {
    assertDamaged(() -> read(SMALL, SampleBackups.KEY + 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"HOLDFAST BACKUP 3\n", "HOLDFAST BACKUP 10\n", "HOLDFAST BACKUP 9999\nx"})
  void laterVersion_isTold(String begin) {
    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> check(begin.getBytes(US_ASCII)))
        .extracting(VaultException::code)
        .isEqualTo(ErrorCode.BACKUP_VERSION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HOLDFAST BACKUP \n",
        "HOLDFAST BACKUP 0\n",
        "HOLDFAST BACKUP 01\n",
        "HOLDFAST BACKUP -1\n",
        "HOLDFAST BACKUP 2",
        "HOLDFAST BACKUP 1\r\n",
        "HOLDFAST BACKUP 99999999999999999999\n",
        "holdfast backup 1\n",
        "PK-------------------------------"
      })
  void noBackup_isDamaged(String content) {
    assertDamaged(() -> check(content.getBytes(US_ASCII)));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, FileForm.MANIFEST_BYTES + 1})
  void impossibleLengthOfTheManifest_isRefusedBeforeItIsRead(int length) {
    byte[] file =
        ByteBuffer.allocate(22).put(FileForm.title(plain(List.of()))).putInt(length).array();

    assertThatExceptionOfType(VaultException.class)
        .isThrownBy(() -> check(file))
        .withMessageContaining("impossible")
        .withMessageContaining("at byte 18");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, FileForm.PROOF_BYTES + 1, 0})
  void impossibleLengthOfTheProof_isRefused(int length) {
    byte[] header = FileParts.of(SMALL).header();
    int at = FileForm.MANIFEST_AT + manifestLength(header) + FileForm.DIGEST_BYTES;
    ByteBuffer.wrap(header).putInt(at, length);

    assertDamaged(() -> check(header));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {0, 16, ChunkInput.MOST + 1, Integer.MAX_VALUE, Integer.MIN_VALUE, -1, -2_000_000_000})
  void impossibleLengthOfAChunk_isRefused(int length) {
    FileParts parts = FileParts.of(SMALL);
    byte[] chunk = ByteBuffer.allocate(4).putInt(length).array();

    assertDamaged(() -> read(parts.with(List.of(chunk))));
    assertDamaged(() -> check(parts.with(List.of(chunk))));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, FileForm.CHUNK_BYTES + 1, 9})
  void impossibleLengthOfABlock_isRefused(int length) {
    byte[] plain = ByteBuffer.allocate(13).put(FileForm.AS_IT_IS).putInt(length).array();

    assertDamaged(() -> read(FileParts.of(file(random(1))).withOnlyChunk(plain)));
  }

  @Test
  void rowsBehindTheLastTable_areNoticed() {
    assertDamaged(() -> read(FileParts.of(file()).withOnlyChunk(new byte[] {0, 0})));
  }

  @Test
  void emptyChunkBeforeTheLast_isNoticed() {
    FileParts parts = FileParts.of(file());
    assertDamaged(
        () ->
            read(
                parts.with(
                    List.of(
                        parts.chunk(0, false, new byte[1]), parts.chunk(1, true, new byte[1])))));
  }

  @Test
  void unknownFormOfAChunk_isNoticed() {
    assertDamaged(() -> read(FileParts.of(file()).withOnlyChunk(new byte[] {2})));
  }

  @Test
  void chunkThatDecompressesToTooMuch_isRefused() {
    byte[] bomb = LZ4Factory.safeInstance().fastCompressor().compress(new byte[64 << 20]);
    byte[] plain = ByteBuffer.allocate(1 + bomb.length).put(FileForm.LZ4).put(bomb).array();

    assertThat(plain.length).isLessThan(FileForm.CHUNK_BYTES);
    assertDamaged(() -> read(FileParts.of(file(random(1))).withOnlyChunk(plain)));
  }

  @Test
  void hostileLz4_isRefusedWithoutAnyOtherFailure() {
    FileParts parts = FileParts.of(file());
    Random random = new Random(5);
    for (int i = 0; i < 2000; i++) {
      byte[] plain = new byte[1 + random.nextInt(i % 100 == 0 ? FileForm.CHUNK_BYTES : 200)];
      random.nextBytes(plain);
      if (i % 3 == 0) {
        Arrays.fill(plain, (byte) -1);
      }
      plain[0] = FileForm.LZ4;
      byte[] file = parts.withOnlyChunk(plain);

      assertDamaged(() -> read(file));
    }
  }

  @Test
  void hostileLz4OfTheLargestChunk_isRefused() {
    FileParts parts = FileParts.of(file());
    for (int value = 0; value < 256; value += 15) {
      byte[] plain = new byte[1 + FileForm.CHUNK_BYTES];
      Arrays.fill(plain, (byte) value);
      plain[0] = FileForm.LZ4;

      assertDamaged(() -> read(parts.withOnlyChunk(plain)));
    }
  }

  private static int manifestLength(byte[] header) {
    return ByteBuffer.wrap(header).getInt(FileForm.MANIFEST_AT - Integer.BYTES);
  }

  private static void renewManifestChecksum(byte[] header) {
    int end = FileForm.MANIFEST_AT + manifestLength(header);
    if (end > FileForm.MANIFEST_AT && end < header.length - FileForm.DIGEST_BYTES) {
      byte[] manifest = Arrays.copyOfRange(header, FileForm.MANIFEST_AT, end);
      ByteBuffer.wrap(header).position(end).put(Digests.sha256().digest(manifest));
    }
  }
}
