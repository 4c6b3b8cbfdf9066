using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using TungNgo.Areas.Register;
using TungNgo.Lists;
using TungNgo.Teams.Lists;
using TungNgo.Web;

namespace TungNgo.Tests.OddLists;

/// <summary>
/// Lists made up and spoilt at random: whatever a file holds, it is read or refused in words. A few hundred in the ordinary run; TUNGNGO_FUZZ_MINUTES=10 goes on
/// for ten minutes with other ones each time, and then looks at the memory, too.
/// </summary>
public sealed class ListFuzzTests
{
    private const int Ordinary = 250;
    private const long MostMemory = 600L << 20;

    /// <summary>Far beyond what any of these files can take: who is still at it then goes on for ever.</summary>
    private static readonly TimeSpan Endless = TimeSpan.FromMinutes(2);

    private static readonly string[] Titles =
    [
        "STT", "TT", "Họ và tên chủ hộ", "Họ và tên", "Mã hộ", "Quan hệ với chủ hộ", "Năm sinh", "Ngày sinh", "Nam", "Nữ", "Ngày", "Tháng", "Năm", "Giới tính", "Ấp", "Xã", "Tổ", "Số điện thoại",
        "Ghi chú", "Họ và chữ đệm", "Tên", "Số nhân khẩu", "Địa chỉ", "Tiếng thường dùng", "", "CCCD", "Hä vµ tªn chñ hé", "Teân toå", "Đơn vị", "Tên tổ", "Họ tên thành viên", "Chức vụ",
    ];

    private static readonly string[] Values =
    [
        "1", "2", "999999", "'0001", "#N/A", "#REF!", "Lê Thử Một", "Trần Thử Hai (đã chết)", "nt", "\"", "//", "-", "", "", "Trường An", "Trường An, xã Long Phú", "ẤP TRƯỜNG THỌ", "Tổ 3", "I", "x",
        "d:1950-02-01", "00/00/1975", "'0912345678/0387654321", "'01681234567", "NguyÔn V¨n Thö", "Nguyeãn Vaên Thöû", "Nguyá»…n VÄƒn", "Nguy?n", "Chủ hộ", "Vợ", "Tổng cộng", "ngày 20 tháng 9 năm 2024",
        "093050001234", "\u0300\u0300\u0300", "\u202e\u200b", "𠀀𠀀", "សុខ", "'" + new string('9', 300), "４ người", "_xD800_", "_x0000_", "=1+1", "&amp;#x0;", "Ông/Bà", "(", ")))", "Năm",
    ];

    private static readonly string[] Pieces =
    [
        "<row r=\"9999999\">", "<row r=\"1\"/>", "<c r=\"XFD1\"><v>1</v></c>", "<c r=\"A0\"/>", "<c t=\"s\"><v>99999</v></c>", "<c t=\"d\"><v>x</v></c>", "<mergeCells><mergeCell ref=\"A1:XFD1048576\"/></mergeCells>",
        "</sheetData>", "<sheetData>", "<![CDATA[", "]]>", "&lt;", "&#0;", "&#xD800;", "<!--", "<!DOCTYPE a>", "\0", "<v>1e999</v>", "<v>-1</v>", "hidden=\"1\"", " s=\"7\"", "r:id=\"s9\"", "</c></row>", "<is><t>Ấp</t></is>",
    ];

    private static readonly string[] Marks = ["\"", "\"\"", ",", ";", "\t", "|", "\n", "\r", "\r\n", "\0", "\ufeff", "sep=;\n", "\"\n\"", "'", "\ud800", "–"];

    [Fact]
    public async Task Whatever_a_file_holds_it_is_read_or_refused()
    {
        var minutes = double.TryParse(Environment.GetEnvironmentVariable("TUNGNGO_FUZZ_MINUTES"), CultureInfo.InvariantCulture, out var asked) ? asked : 0;
        var seed = minutes > 0 ? Environment.TickCount : 1;
        var watch = Stopwatch.StartNew();
        var (read, refused, longest) = (0, 0, TimeSpan.Zero);
        var seeds = LayoutCases.All.Values.Concat(CellCases.All.Values).Select(c => c.Content)
            .Concat(Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Samples", "odd-lists")).Select(File.ReadAllBytes)).ToList();
        for (var n = 0; minutes > 0 ? watch.Elapsed < TimeSpan.FromMinutes(minutes) : n < Ordinary; n++)
        {
            var random = new Random(unchecked((seed * 100_003) + n));
            var content = Spoilt(random, seeds);
            var began = watch.Elapsed;
            var (isRead, fault) = await Task.Run(() => TakenList.With(content, Read), TestContext.Current.CancellationToken).WaitAsync(Endless, TestContext.Current.CancellationToken);
            if (fault is not null)
            {
                Assert.Fail($"{seed}/{n}: {Kept(content)}: {fault}");
            }

            read += isRead ? 1 : 0;
            refused += isRead ? 0 : 1;
            longest = TimeSpan.FromTicks(Math.Max(longest.Ticks, (watch.Elapsed - began).Ticks));
        }

        Assert.True(read > 0 && refused > 0, $"{read} read, {refused} refused");
        var peak = Process.GetCurrentProcess().PeakWorkingSet64;
        TestContext.Current.TestOutputHelper!.WriteLine($"{read} read, {refused} refused, the longest in {longest.TotalSeconds:n1} s, peak {peak >> 20} MB");
        Assert.True(minutes == 0 || peak <= MostMemory, $"{peak >> 20} MB");
    }

    private static (bool IsRead, Exception? Fault) Read(string path)
    {
        try
        {
            _ = TakenList.Of(path, null, "font", "hidden", "accept:PhoneTwoNumbers", "accept:PhoneOldPrefix", "accept:NameNotAName");
            Others(path);
            return (true, null);
        }
        catch (UnreadableFileException)
        {
            Others(path);
            return (false, null);
        }
        catch (Exception fault)
        {
            return (false, fault);
        }
    }

    /// <summary>Lists of teams and of hamlets are read from the same files.</summary>
    private static void Others(string path)
    {
        foreach (var read in new Action[] { () => TeamListReader.Read(path), () => HamletRows.Read(path) })
        {
            try
            {
                read();
            }
            catch (Refusal)
            {
                // In words.
            }
        }
    }

    private static byte[] Spoilt(Random random, List<byte[]> seeds)
    {
        var content = random.Next(4) switch
        {
            0 => OfficeList.Xlsx(Table(random, '|')),
            1 => OfficeList.Csv(Table(random, ",;\t|"[random.Next(4)])),
            _ => seeds[random.Next(seeds.Count)],
        };
        return random.Next(5) switch
        {
            0 => content,
            1 => Bytes(random, content),
            _ when content is [(byte)'P', (byte)'K', ..] => Parts(random, content),
            _ => Text(random, content, Marks),
        };
    }

    private static string Table(Random random, char bar)
    {
        var (width, table) = (random.Next(1, 14), new StringBuilder());
        for (var row = random.Next(1, 60); row >= 0; row--)
        {
            var words = random.Next(12) == 0 || table.Length == 0 ? Titles : Values;
            table.Append(bar == '|' && random.Next(20) == 0 ? "~" : "").AppendLine(string.Join(bar, Enumerable.Range(0, random.Next(8) == 0 ? random.Next(1, 20) : width).Select(_ => words[random.Next(words.Length)])));
            if (bar == '|' && random.Next(10) == 0)
            {
                table.AppendLine(CultureInfo.InvariantCulture, $"merge {(char)('A' + random.Next(10))}{random.Next(1, 30)}:{(char)('A' + random.Next(14))}{random.Next(1, 50)}");
            }
        }

        return table.ToString();
    }

    private static byte[] Bytes(Random random, byte[] content)
    {
        var bytes = content.ToList();
        for (var times = random.Next(1, 20); times > 0 && bytes.Count > 2; times--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 40)));
                    break;
                case 2:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, random.Next(1, 200))));
                    break;
                default:
                    bytes.Insert(at, (byte)random.Next(256));
                    break;
            }
        }

        return [.. bytes];
    }

    private static byte[] Parts(Random random, byte[] content)
    {
        using var source = new ZipArchive(new MemoryStream(content));
        using var bytes = new MemoryStream();
        using (var target = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var entry in source.Entries)
            {
                using var opened = entry.Open();
                using var part = new MemoryStream();
                opened.CopyTo(part);
                using var made = target.CreateEntry(entry.FullName).Open();
                made.Write(random.Next(3) == 0 ? Text(random, part.ToArray(), Pieces) : part.ToArray());
            }
        }

        return bytes.ToArray();
    }

    private static byte[] Text(Random random, byte[] content, string[] pieces)
    {
        var text = new StringBuilder(Encoding.UTF8.GetString(content));
        for (var times = random.Next(1, 8); times > 0; times--)
        {
            var at = random.Next(text.Length + 1);
            switch (random.Next(3))
            {
                case 0:
                    text.Insert(at, pieces[random.Next(pieces.Length)]);
                    break;
                case 1:
                    text.Remove(at, Math.Min(text.Length - at, random.Next(1, 60)));
                    break;
                default:
                    text.Insert(at, text.ToString(at, Math.Min(text.Length - at, random.Next(1, 400))));
                    break;
            }
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Kept(byte[] content)
    {
        var path = Path.Combine(Path.GetTempPath(), "tungngo-fuzz-" + Path.GetRandomFileName());
        File.WriteAllBytes(path, content);
        return path;
    }
}
