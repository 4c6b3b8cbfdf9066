namespace TungNgo.Lists;

/// <summary>
/// How much reading one file may cause, whatever it says of itself. A few kilobytes can unpack to gigabytes, name one sheet a thousand times, or put one
/// cell at the far end of every row: all of it is counted here as it is met, and each count has an end that no list of a province comes near.
/// </summary>
internal sealed class SheetWork
{
    /// <summary>Excel's own limits; what is beyond them is no Excel's.</summary>
    public const int MaxRows = 1_048_576, MaxColumns = 16_384;

    /// <summary>Unpacked; 1.2 million people in twenty columns are half of it.</summary>
    private const long MostBytes = 2L << 30;

    /// <summary>Elements, cells and rows; 1.2 million people in twenty columns are 50 million.</summary>
    private const long MostSteps = 80_000_000;

    /// <summary>Sheets pack to a fifth or a thirtieth; so much more is made to be unpacked. Small files may repeat themselves as they like.</summary>
    private const long MostUnpacked = 100, AnySize = 16 << 20;

    private readonly long mostUnpacked;
    private long bytes;
    private long steps;

    /// <param name="packed">Size of the file.</param>
    public SheetWork(long packed) => mostUnpacked = AnySize + (packed * MostUnpacked);

    public void Unpack(int read)
    {
        bytes += read;
        if (bytes > mostUnpacked)
        {
            throw new InvalidDataException("Unpacks without end.");
        }

        if (bytes > MostBytes)
        {
            throw new UnreadableFileException(FileProblem.TooLarge);
        }
    }

    public void Step(int many = 1)
    {
        steps += many;
        if (steps > MostSteps)
        {
            throw new UnreadableFileException(FileProblem.TooLarge);
        }
    }
}
