package org.holdfast.domain.backup.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.holdfast.domain.backup.file.SampleBackups.KEY;
import static org.holdfast.domain.backup.file.SampleBackups.MAC_KEY;
import static org.holdfast.domain.backup.file.SampleBackups.file;
import static org.holdfast.domain.backup.file.SampleBackups.plain;
import static org.holdfast.domain.backup.file.SampleBackups.random;
import static org.holdfast.domain.backup.file.SampleBackups.read;
import static org.holdfast.domain.backup.file.SampleBackups.repeated;
import static org.holdfast.domain.backup.file.SampleBackups.tables;
import static org.holdfast.domain.backup.file.SampleBackups.underHsm;
import static org.holdfast.domain.secret.SampleSecrets.key;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.holdfast.domain.secret.Bytes;
import org.holdfast.domain.secret.SecretBytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BackupFileTest {

  private static final int MIB = 1 << 20;

  static Stream<List<byte[]>> contents() {
    return Stream.of(
        List.of(),
        List.of(new byte[0]),
        List.of(new byte[] {1}),
        List.of(new byte[0], new byte[] {2}, new byte[0]),
        List.of(random(FileForm.BLOCK_BYTES - 4)),
        List.of(random(FileForm.BLOCK_BYTES)),
        List.of(random(FileForm.WRITTEN_BYTES * 4 - 8), random(FileForm.WRITTEN_BYTES)),
        List.of(random(MIB + 1), repeated(3 * MIB), new byte[0], random(100_000)),
        List.of(repeated(5 * MIB + 17)));
  }

  @ParameterizedTest
  @MethodSource("contents")
  void read_anyTables_areThoseWritten(List<byte[]> rows) throws IOException {
    byte[] file = file(plain(tables(rows.size())), rows);

    assertThat(read(file)).containsExactlyElementsOf(rows);
  }

  @Test
  void file_everyLengthAboutABlockAndAChunk_comesBack() throws IOException {
    for (int length = FileForm.WRITTEN_BYTES - 24; length < FileForm.WRITTEN_BYTES + 8; length++) {
      assertThat(read(file(random(length), random(3)))).containsExactly(random(length), random(3));
    }
  }

  @Test
  void table_writtenAndReadByteByByte_comesBack() throws IOException {
    byte[] rows = random(200_000);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (SecretBytes key = key(KEY);
        BackupWriter writer = new BackupWriter(out, plain(tables(1)), bytes -> null, key)) {
      OutputStream table = writer.table();
      for (byte one : rows) {
        table.write(one);
        table.flush();
      }
      table.close();
      table.close();
      writer.finish();
    }
    try (SecretBytes key = key(KEY);
        BackupReader reader = reader(out.toByteArray())) {
      reader.unlock(key);
      InputStream table = reader.table();
      for (byte one : rows) {
        assertThat((byte) table.read()).isEqualTo(one);
      }
      assertThat(table.read()).isEqualTo(-1);
      assertThat(table.read(new byte[4])).isEqualTo(-1);
      reader.finish();
    }
  }

  @Test
  void file_compressibleRows_isSmall() {
    assertThat(file(repeated(MIB)).length).isLessThan(MIB / 20);
    assertThat(file(random(MIB)).length).isBetween(MIB, MIB + 3000);
  }

  @Test
  void summary_any_isThatOfTheWholeFile() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BackupWriter.Summary written;
    try (SecretBytes key = key(KEY);
        BackupWriter writer = new BackupWriter(out, plain(List.of()), bytes -> null, key)) {
      written = writer.finish();
    }
    byte[] file = out.toByteArray();

    assertThat(written.bytes()).isEqualTo(file.length);
    assertThat(written.sha256()).isEqualTo(Bytes.of(Digests.sha256().digest(file)));
    assertThat(SampleBackups.check(file)).isEqualTo(written);
    try (SecretBytes key = key(KEY);
        BackupReader reader = reader(file)) {
      reader.unlock(key);
      assertThat(reader.finish()).isEqualTo(written);
    }
  }

  @Test
  void file_sameRowsTwice_isLikeNoOtherUnderAnotherKey() {
    List<byte[]> chunks = FileParts.of(file(repeated(4 * FileForm.WRITTEN_BYTES))).chunks();

    assertThat(chunks).hasSizeGreaterThan(3).doesNotHaveDuplicates();
    assertThat(chunks.stream().map(Arrays::hashCode).distinct()).hasSize(chunks.size());
  }

  @Test
  void proof_rightOrWrongKey_isToldApart() throws IOException {
    byte[] file = file(underHsm(tables(1)), List.of(random(10)));
    try (SecretBytes right = key(MAC_KEY);
        SecretBytes wrong = key(MAC_KEY + 1);
        BackupReader reader = reader(file)) {
      assertThat(reader.manifest()).isEqualTo(underHsm(tables(1)));
      assertThat(reader.manifestBytes()).isEqualTo(underHsm(tables(1)).encode());
      assertThat(reader.proof())
          .isNotNull()
          .extracting(BackupManifest.Proof::macKey)
          .isEqualTo(SampleBackups.wrapped());
      assertThat(reader.isProvedBy(right)).isTrue();
      assertThat(reader.isProvedBy(wrong)).isFalse();
    }
    assertThat(read(file)).containsExactly(random(10));
  }

  @Test
  void proof_passphraseMode_isNone() throws IOException {
    try (SecretBytes key = key(MAC_KEY);
        BackupReader reader = reader(file(random(10)))) {
      assertThat(reader.proof()).isNull();
      assertThat(reader.isProvedBy(key)).isFalse();
    }
  }

  @Test
  void write_aLotOfRows_keepsNothingBack() throws IOException {
    long[] count = {0};
    OutputStream counting =
        new OutputStream() {
          @Override
          public void write(int one) {
            count[0]++;
          }

          @Override
          public void write(byte[] content, int offset, int length) {
            count[0] += length;
          }
        };
    byte[] rows = random(MIB);
    try (SecretBytes key = key(KEY);
        BackupWriter writer = new BackupWriter(counting, plain(tables(1)), bytes -> null, key)) {
      try (OutputStream table = writer.table()) {
        for (long written = MIB; written <= 256L * MIB; written += MIB) {
          table.write(rows);
          assertThat(count[0]).isGreaterThan(written - MIB);
        }
      }
      assertThat(writer.finish().bytes()).isEqualTo(count[0]);
    }
  }

  @Test
  void read_aLotOfRows_isNotAheadOfItsConsumer() throws IOException {
    byte[] file = file(random(16 * MIB));
    ByteArrayInputStream in = new ByteArrayInputStream(file);
    try (SecretBytes key = key(KEY);
        BackupReader reader = new BackupReader(in)) {
      reader.unlock(key);
      InputStream table = reader.table();
      for (int read = 0; read < 16 * MIB; read += MIB) {
        assertThat(file.length - in.available()).isLessThan(read + 2 * ChunkInput.MOST);
        assertThat(table.readNBytes(MIB)).hasSize(MIB);
      }
    }
  }

  @Test
  void writer_outOfOrder_isRefused() throws IOException {
    try (SecretBytes key = key(KEY);
        BackupWriter writer =
            new BackupWriter(
                OutputStream.nullOutputStream(), plain(tables(2)), bytes -> null, key)) {
      assertThatIllegalStateException().isThrownBy(writer::finish);
      OutputStream first = writer.table();
      assertThatIllegalStateException().isThrownBy(writer::table);
      assertThatIllegalStateException().isThrownBy(writer::finish);
      first.close();
      assertThatIllegalStateException().isThrownBy(() -> first.write(1));
      assertThatIllegalStateException().isThrownBy(writer::finish);
      writer.table().close();
      assertThatIllegalStateException().isThrownBy(writer::table);
      writer.finish();
      assertThatIllegalStateException().isThrownBy(writer::finish);
    }
  }

  @Test
  void writer_wrongKeyLengthOrProof_isRefused() {
    OutputStream out = OutputStream.nullOutputStream();
    try (SecretBytes key = key(KEY);
        SecretBytes small = SecretBytes.copyOf(new byte[16])) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new BackupWriter(out, plain(List.of()), bytes -> null, small));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new BackupWriter(out, underHsm(List.of()), bytes -> null, key));
      assertThatIllegalArgumentException()
          .isThrownBy(
              () ->
                  new BackupWriter(
                      out, plain(List.of()), SampleBackups.proof(underHsm(List.of())), key));
    }
  }

  @Test
  void writer_streamBelowFailed_writesNothingMore() throws IOException {
    int[] calls = {0};
    OutputStream failing =
        new OutputStream() {
          @Override
          public void write(int one) throws IOException {
            throw new IOException("full");
          }

          @Override
          public void write(byte[] content, int offset, int length) throws IOException {
            if (length > FileForm.WRITTEN_BYTES) {
              calls[0]++;
              throw new IOException("full");
            }
          }
        };
    try (SecretBytes key = key(KEY);
        BackupWriter writer = new BackupWriter(failing, plain(tables(1)), bytes -> null, key)) {
      OutputStream table = writer.table();
      assertThat(catchThrowable(() -> table.write(random(MIB)))).isInstanceOf(IOException.class);
      assertThatIllegalStateException().isThrownBy(() -> table.write(random(MIB)));
      assertThatIllegalStateException().isThrownBy(writer::finish);
      assertThat(calls[0]).isEqualTo(1);
    }
  }

  @Test
  void reader_outOfOrder_isRefused() throws IOException {
    byte[] file = file(random(10), random(10), new byte[0]);
    try (SecretBytes key = key(KEY);
        SecretBytes small = SecretBytes.copyOf(new byte[16]);
        BackupReader reader = reader(file)) {
      assertThatIllegalStateException().isThrownBy(reader::table);
      assertThatIllegalStateException().isThrownBy(reader::finish);
      assertThatIllegalArgumentException().isThrownBy(() -> reader.unlock(small));
      reader.unlock(key);
      assertThatIllegalStateException().isThrownBy(() -> reader.unlock(key));
      assertThatIllegalStateException().isThrownBy(reader::checkWithoutKey);
      assertThatIllegalStateException().isThrownBy(reader::finish);
      InputStream first = reader.table();
      assertThatIllegalStateException().isThrownBy(reader::table);
      assertThat(first.readNBytes(9)).hasSize(9);
      assertThatIllegalStateException().isThrownBy(reader::table);
      assertThat(first.read()).isNotNegative();
      InputStream second = reader.table();
      assertThat(first.read()).isEqualTo(-1);
      assertThat(second.readAllBytes()).isEqualTo(random(10));
      assertThatIllegalStateException().isThrownBy(reader::finish);
      reader.table();
      assertThatIllegalStateException().isThrownBy(reader::table);
      reader.finish();
      assertThatIllegalStateException().isThrownBy(reader::finish);
    }
  }

  @Test
  void checkWithoutKey_twiceOrThenUnlock_isRefused() throws IOException {
    try (SecretBytes key = key(KEY);
        BackupReader reader = reader(file(random(10)))) {
      reader.checkWithoutKey();
      assertThatIllegalStateException().isThrownBy(reader::checkWithoutKey);
      assertThatIllegalStateException().isThrownBy(() -> reader.unlock(key));
    }
  }

  @Test
  void close_any_leavesStreamAndKeyOpen() throws IOException {
    try (SecretBytes key = key(KEY)) {
      BackupReader reader = reader(file(random(10)));
      reader.unlock(key);
      reader.close();
      assertThat(key.isDestroyed()).isFalse();
      assertThatIllegalStateException().isThrownBy(reader::table);
    }
  }

  private static BackupReader reader(byte[] file) throws IOException {
    return new BackupReader(new ByteArrayInputStream(file));
  }
}
