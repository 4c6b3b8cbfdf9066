using System.IO.Compression;
using System.Xml;

namespace TungNgo.Lists;

/// <summary>
/// Reads a part of an xlsx node by node, with everything bounded that the parser would keep: open elements, names, and what it takes in for a single node
/// (a tag with its attributes, a text, a section), of which a small package can unpack gigabytes.
/// </summary>
internal sealed class SheetXml : IDisposable
{
    /// <summary>The cells of a sheet lie six deep, a picture's anchor not much deeper.</summary>
    private const int MaxDepth = 20;

    private readonly Source source;
    private readonly XmlReader xml;
    private readonly SheetWork work;

    public SheetXml(ZipArchiveEntry part, SheetWork work)
    {
        this.work = work;
        source = new Source(part.Open(), work);
        xml = XmlReader.Create(source, new XmlReaderSettings
        {
            CloseInput = true, DtdProcessing = DtdProcessing.Prohibit, IgnoreComments = true, IgnoreProcessingInstructions = true, CheckCharacters = false,
            NameTable = new Names(),
        });
    }

    public XmlNodeType NodeType => xml.NodeType;

    /// <summary>An atom of <see cref="Atom"/>: comparing two is comparing references.</summary>
    public string LocalName => xml.LocalName;

    public bool IsEmptyElement => xml.IsEmptyElement;

    public string Value => xml.Value;

    public string Atom(string name) => xml.NameTable.Add(name);

    public string? Attribute(string name) => xml.GetAttribute(name);

    public string? Attribute(string name, string space) => xml.GetAttribute(name, space);

    public bool IsElement(string name) => xml.NodeType == XmlNodeType.Element && xml.LocalName == name;

    /// <exception cref="InvalidDataException">It lies deeper, or is larger, than anything a spreadsheet program writes.</exception>
    public bool Read()
    {
        source.BeginNode();
        if (!xml.Read())
        {
            return false;
        }

        if (xml.NodeType == XmlNodeType.Element)
        {
            work.Step();
        }

        return xml.Depth <= MaxDepth ? true : throw new InvalidDataException("Deeper than a sheet.");
    }

    /// <summary>Text that is put together piece by piece is copied with each piece.</summary>
    public void Copied(int length) => work.Step(length / 64);

    /// <summary>Goes behind the element at which it stands.</summary>
    public void Skip()
    {
        var depth = xml.Depth;
        if (!xml.IsEmptyElement)
        {
            while (Read() && xml.Depth > depth)
            {
            }
        }

        Read();
    }

    public void Dispose() => xml.Dispose();

    /// <summary>Names of elements and attributes stay until the end of the part.</summary>
    private sealed class Names : NameTable
    {
        private const int Most = 5_000, Longest = 1_000;
        private int count;

        public override string Add(char[] key, int start, int len)
        {
            if (Get(key, start, len) is { } known)
            {
                return known;
            }

            return ++count <= Most && len <= Longest ? base.Add(key, start, len) : throw new InvalidDataException("More names than a sheet has.");
        }
    }

    private sealed class Source(Stream inner, SheetWork work) : Stream
    {
        private const int LargestNode = 1 << 20;

        private int sinceNode;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public void BeginNode() => sinceNode = 0;

        public override int Read(Span<byte> buffer)
        {
            var read = inner.Read(buffer);
            work.Unpack(read);
            sinceNode += read;
            return sinceNode <= LargestNode ? read : throw new InvalidDataException("A megabyte without an end.");
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
}
