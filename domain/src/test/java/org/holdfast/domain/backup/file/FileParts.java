package org.holdfast.domain.backup.file;

import static org.holdfast.domain.secret.SampleSecrets.key;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.holdfast.domain.secret.SecretBytes;

/**
 * A backup file taken apart, to be put together in another way by somebody who knows its form, and
 * so makes its counts and checksums anew.
 */
final class FileParts {

  private static final int END_BYTES = Long.BYTES + FileForm.DIGEST_BYTES;

  private final byte[] header;
  private final List<byte[]> chunks;

  FileParts(byte[] header, List<byte[]> chunks) {
    this.header = header;
    this.chunks = chunks;
  }

  /** A copy of all before the first chunk. */
  byte[] header() {
    return header.clone();
  }

  /** With their lengths. */
  List<byte[]> chunks() {
    return chunks;
  }

  static FileParts of(byte[] file) {
    ByteBuffer in = ByteBuffer.wrap(file);
    in.position(FileForm.MANIFEST_AT - Integer.BYTES);
    in.position(in.position() + Integer.BYTES + in.getInt(in.position()) + FileForm.DIGEST_BYTES);
    in.position(in.position() + Integer.BYTES + in.getInt(in.position()));
    byte[] header = Arrays.copyOf(file, in.position());
    List<byte[]> chunks = new ArrayList<>();
    while (in.remaining() > END_BYTES) {
      int size = Integer.BYTES + (in.getInt(in.position()) & ~FileForm.LAST);
      byte[] chunk = new byte[size];
      in.get(chunk);
      chunks.add(chunk);
    }
    return new FileParts(header, chunks);
  }

  byte[] with(List<byte[]> others) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header);
    others.forEach(out::writeBytes);
    out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(others.size()).array());
    out.writeBytes(Digests.sha256().digest(out.toByteArray()));
    return out.toByteArray();
  }

  /** With one chunk of this plaintext, by somebody who has the key. */
  byte[] withOnlyChunk(byte[] plain) {
    return with(List.of(chunk(0, true, plain)));
  }

  byte[] chunk(long number, boolean last, byte[] plain) {
    byte[] chunk = new byte[Integer.BYTES + plain.length + ChunkCipher.TAG_BYTES];
    try (SecretBytes key = key(SampleBackups.KEY);
        ChunkCipher cipher = new ChunkCipher(key, Digests.sha256().digest(header))) {
      int count = cipher.seal(number, last, plain, plain.length, chunk, Integer.BYTES);
      ByteBuffer.wrap(chunk).putInt(last ? count | FileForm.LAST : count);
    }
    return chunk;
  }
}
