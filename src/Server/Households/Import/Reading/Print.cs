namespace TungNgo.Households.Import.Reading;

/// <summary>
/// A 128-bit print of values in order, to recognise what was read before without keeping it. Not for secrets: whoever writes a list
/// gains nothing by making two of their own rows look alike.
/// </summary>
internal sealed class Print
{
    private const ulong Prime = 0x100000001b3;
    private ulong a = 0xcbf29ce484222325;
    private ulong b = 0x9e3779b97f4a7c15;

    public UInt128 Value => new(Mix(a), Mix(b ^ ulong.RotateLeft(a, 31)));

    public Print Add(string? text)
    {
        Step(text is null ? 0xffff_fffful : (ulong)text.Length);
        foreach (var c in text ?? "")
        {
            Step(c);
        }

        return this;
    }

    public Print Add(int? number)
    {
        Step(number is { } n ? (uint)n : 0xffff_ffff_fffful);
        return this;
    }

    private void Step(ulong value)
    {
        a = (a ^ value) * Prime;
        b = ulong.RotateLeft(b ^ value, 27) * 0x9e3779b185ebca87 + 0xc2b2ae3d27d4eb4f;
    }

    /// <summary>Spreads the last steps over all bits.</summary>
    private static ulong Mix(ulong x)
    {
        x = (x ^ (x >> 33)) * 0xff51afd7ed558ccd;
        x = (x ^ (x >> 33)) * 0xc4ceb9fe1a85ec53;
        return x ^ (x >> 33);
    }
}
