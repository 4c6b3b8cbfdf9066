using System.Runtime.InteropServices;

namespace TungNgo.Gateways.Cards;

/// <summary>
/// Where a line may end. Khmer is written without spaces between words, so its words have to be known: ICU, which .NET brings or finds for its own
/// use, knows them. Where it cannot be reached, Khmer is broken between whole letters with their signs.
/// </summary>
internal static class LineBreaks
{
    private const int LineIterator = 2;
    private const int Done = -1;

    private static readonly IcuBreaks? Icu = IcuBreaks.Find();

    private delegate IntPtr Open(int kind, [MarshalAs(UnmanagedType.LPStr)] string locale, [MarshalAs(UnmanagedType.LPWStr)] string text, int length, out int status);

    private delegate int Next(IntPtr iterator);

    private delegate void Close(IntPtr iterator);

    public static bool KnowsWords => Icu is not null;

    /// <summary>Offsets behind which a line may end, in order; the last is the text's length.</summary>
    public static IReadOnlyList<int> Of(string text, string language) => text.Length == 0 ? [] : Icu?.Of(text, language) ?? Plain(text);

    /// <summary>By spaces, invisible spaces and hyphens, and inside Khmer between letters.</summary>
    internal static IReadOnlyList<int> Plain(string text)
    {
        var ends = new List<int>();
        foreach (var end in Clusters.Ends(text))
        {
            var last = text[end - 1];
            if (end == text.Length || ((char.IsWhiteSpace(last) || last is '\u200b' or '-' or '–' or '/' || IsKhmer(last)) && !char.IsWhiteSpace(text[end]) && text[end] != '\u200b' && !char.IsPunctuation(text[end])))
            {
                ends.Add(end);
            }
        }

        return ends;
    }

    public static bool IsKhmer(char letter) => letter is >= '\u1780' and <= '\u17ff' or >= '\u19e0' and <= '\u19ff';

    /// <summary>ICU's C functions carry their version in the name, so they are looked for by hand.</summary>
    private sealed class IcuBreaks(Open open, Next next, Close close)
    {
        private const int Oldest = 60;
        private const int Newest = 99;

        public static IcuBreaks? Find()
        {
            for (var version = Newest; version >= Oldest; version--)
            {
                if (NativeLibrary.TryLoad($"libicuuc.so.{version}", out var library))
                {
                    return Bind(library, $"_{version}");
                }
            }

            return NativeLibrary.TryLoad("icu", out var system) || NativeLibrary.TryLoad("libicucore.dylib", out system) ? Bind(system, "") : null;
        }

        public List<int>? Of(string text, string language)
        {
            var iterator = open(LineIterator, language, text, text.Length, out var status);
            if (status > 0 || iterator == IntPtr.Zero)
            {
                return null;
            }

            try
            {
                var ends = new List<int>();
                for (var end = next(iterator); end != Done; end = next(iterator))
                {
                    ends.Add(end);
                }

                return ends;
            }
            finally
            {
                close(iterator);
            }
        }

        private static IcuBreaks? Bind(IntPtr library, string suffix) =>
            NativeLibrary.TryGetExport(library, "ubrk_open" + suffix, out var open)
            && NativeLibrary.TryGetExport(library, "ubrk_next" + suffix, out var next)
            && NativeLibrary.TryGetExport(library, "ubrk_close" + suffix, out var close)
                ? new IcuBreaks(Marshal.GetDelegateForFunctionPointer<Open>(open), Marshal.GetDelegateForFunctionPointer<Next>(next), Marshal.GetDelegateForFunctionPointer<Close>(close))
                : null;
    }
}
