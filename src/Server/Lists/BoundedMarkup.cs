namespace TungNgo.Lists;

/// <summary>
/// Passes on XML as long as a tag begins every megabyte. The parser holds a tag's attributes, and text up to the next tag, in memory
/// as a whole, and a few megabytes of a package can unpack to gigabytes of either.
/// </summary>
internal sealed class BoundedMarkup(Stream inner) : Stream
{
    private const int Longest = 1 << 20;

    private int sinceTag;

    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        // In UTF-16, too, "<" is this byte and a zero.
        var last = buffer[..read].LastIndexOf((byte)'<');
        sinceTag = last < 0 ? sinceTag + read : read - last;
        return sinceTag <= Longest ? read : throw new InvalidDataException("No tag in a megabyte.");
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
