using System.Text;

namespace TungNgo.Tests.OddLists;

/// <summary>Headings, names, births, phones and fonts as offices write them.</summary>
internal static class CellCases
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!, Windows1258 = CodePagesEncodingProvider.Instance.GetEncoding(1258)!;

    public static readonly Dictionary<string, Case> All = new()
    {
        ["birth in three columns without marks"] = Case.Xlsx("""
            STT|HO VA TEN CHU HO|NGAY SINH|||AP
            ||NGAY|THANG|NAM|
            1|Danh Thử|5|6|1971|Truong An
            merge C1:E1
            """, "Danh Thử @Trường An *1971"),
        ["births of men and women"] = Case.Xlsx("""
            STT|Họ và tên chủ hộ|Ngày tháng năm sinh||Ấp
            ||Nam|Nữ|
            1|Lê Thử Một|12/03/1962||Trường An
            2|Trần Thử Hai||d:1970-05-01|Trường An
            merge C1:D1
            merge A1:A2
            merge B1:B2
            """, """
            Lê Thử Một @Trường An *1962 m
            Trần Thử Hai @Trường An *1970 f
            """),
        ["columns of men and women with crosses"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|Nam|Nữ|Năm sinh|Ấp
            1|Lê Thử Một|x||1962|Trường An
            2|Trần Thử Hai||X|1970|Trường An
            """, """
            Lê Thử Một @Trường An *1962 m
            Trần Thử Hai @Trường An *1970 f
            """),
        ["births in many writings"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|Ngày sinh|Ấp
            1|Lê Thử Một|00/00/1975|Trường An
            2|Trần Thử Hai|12/03/1962 00:00:00|Trường An
            3|Phạm Thử Ba|'1962.0|Trường An
            4|Võ Thử Tư|１９６３|Trường An
            5|Lý Thử Năm|ngày 12 tháng 3 năm 1964|Trường An
            6|Ngô Thử Sáu|'62|Trường An
            7|Hồ Thử Bảy|-|Trường An
            8|Đỗ Thử Tám|#VALUE!|Trường An
            """, """
            Lê Thử Một @Trường An *1975
            Trần Thử Hai @Trường An *1962
            Phạm Thử Ba @Trường An *1962
            Võ Thử Tư @Trường An *1963
            Lý Thử Năm @Trường An *1964
            Ngô Thử Sáu @Trường An
            Hồ Thử Bảy @Trường An
            Đỗ Thử Tám @Trường An
            """),
        ["headings of another office"] = Case.Xlsx("""
            Số TT|Tên hộ|SĐT chủ hộ|Năm sinh chủ hộ|Số khẩu trong hộ|Tổ/Ngõ|Thuộc ấp|Nghề nghiệp chủ hộ
            1|Lê Thử Một|'0912345001|1950|3|Ngõ 2|Trường An|làm ruộng
            """, "Lê Thử Một @Trường An, Ngõ 2 *1950 ☎0912345001 #3"),
        ["headings with remarks"] = Case.Xlsx("""
            STT|Họ và tên (chủ hộ)|Năm sinh (ghi năm)|Ấp (khóm)|Điện thoại (Zalo)|Số CCCD chủ hộ
            1|Lê Thử Một|1950|Trường An|'0912345001|'093050001234
            """, "Lê Thử Một @Trường An *1950 ☎0912345001"),
        ["phone over whose it is"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|Số điện thoại||Ấp
            ||Chủ hộ|Người thân|
            1|Lê Thử Một|'0912345001|'0912345009|Trường An
            merge C1:D1
            """, "Lê Thử Một @Trường An ☎0912345001"),
        ["name in two columns"] = Case.Xlsx("""
            STT|Họ và chữ đệm|Tên|Năm sinh|Ấp
            1|Lê Thử|Một|1950|Trường An
            2||Hai|1951|Trường An
            """, """
            Lê Thử Một @Trường An *1950
            Hai @Trường An *1951
            """),
        ["name under one title in two columns"] = Case.Xlsx("""
            STT|Họ và tên chủ hộ||Ấp
            |Họ lót|Tên|
            1|Lê Thử|Một|Trường An
            merge B1:C1
            """, "Lê Thử Một @Trường An"),
        ["name over two columns of a csv"] = Case.Csv("""
            STT,Họ và tên chủ hộ,,Ấp
            1,Lê Thử,Một,Trường An
            2,Trần Thử,Hai,Trường An
            """, """
            Lê Thử Một @Trường An
            Trần Thử Hai @Trường An
            """),
        ["titles before names"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|Ấp
            1|Ông/Bà Lê Thử Một|Trường An
            2|Bà Trần Thị Thử|Trường An
            3|Ông Văn Thử|Trường An
            4|Ông: NGUYỄN THỬ BỐN|Trường An
            """, """
            Lê Thử Một @Trường An
            Trần Thị Thử @Trường An
            Ông Văn Thử @Trường An
            Nguyễn Thử Bốn @Trường An
            """),
        ["remarks beside names"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|Ấp|Ghi chú
            1|Lê Thử Một (đã chết)|Trường An|
            2|Trần Thử Hai (Hai Thử)|Trường An|cận nghèo
            3|Phạm Thử Ba (chủ hộ)|Trường An|-
            """, """
            Lê Thử Một @Trường An (đã chết)
            Trần Thử Hai @Trường An (cận nghèo · Hai Thử)
            Phạm Thử Ba @Trường An
            """),
        ["what is no name"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|Ấp
            1|Lê Thử Một 0912345001|Trường An
            2|Nguy?n V?n Th?|Trường An
            3|#REF!|Trường An
            4|Võ Thử Tư|#N/A
            """, """
            ✗2 NameNotAName
            ✗3 NameBroken
            ✗4 ErrorInKey
            ✗5 ErrorInKey
            """),
        ["a name with a number that is accepted"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|Ấp
            1|Lê Thử Một 0912345001|Trường An
            """, "Lê Thử Một @Trường An").Answered("accept:NameNotAName"),
        ["errors in a csv"] = Case.Csv("""
            STT,Họ tên chủ hộ,Năm sinh,Ấp,SĐT
            1,Lê Thử Một,#N/A,Trường An,#REF!
            2,#N/A,1951,Trường An,
            """, """
            Lê Thử Một @Trường An
            ✗3 ErrorInKey
            """),
        ["phones in many writings"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|Ấp|SĐT
            1|Lê Thử Một|Trường An|'912345678.0
            2|Trần Thử Hai|Trường An|０９１２３４５６７９
            3|Phạm Thử Ba|Trường An|+84 912.345.680
            4|Võ Thử Tư|Trường An|—
            5|Lý Thử Năm|Trường An|'0912-345-681 (con)
            6|Ngô Thử Sáu|Trường An|912345682
            """, """
            Lê Thử Một @Trường An ☎0912345678
            Trần Thử Hai @Trường An ☎0912345679
            Phạm Thử Ba @Trường An ☎0912345680
            Võ Thử Tư @Trường An
            Lý Thử Năm @Trường An ☎0912345681
            Ngô Thử Sáu @Trường An ☎0912345682
            """),
        ["second and dead numbers"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|Ấp|SĐT
            1|Lê Thử Một|Trường An|0912345678/0387654321
            2|Trần Thử Hai|Trường An|'01681234567
            """, """
            Lê Thử Một @Trường An ☎0912345678
            Trần Thử Hai @Trường An
            """),
        ["second and dead numbers that are accepted"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|Ấp|SĐT
            1|Lê Thử Một|Trường An|0912345678/0387654321
            2|Trần Thử Hai|Trường An|'01681234567
            """, """
            Lê Thử Một @Trường An ☎0912345678 (ĐT khác: 0387654321)
            Trần Thử Hai @Trường An ☎0381234567
            """).Answered("accept:PhoneTwoNumbers", "accept:PhoneOldPrefix"),
        ["lanes in many writings"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|Ấp|Tổ
            1|Lê Thử Một|Trường An|Tổ NDTQ 3
            2|Trần Thử Hai|Trường An|Tổ nhân dân tự quản số 03
            3|Phạm Thử Ba|Trường An|tổ ND tự quản 3
            4|Võ Thử Tư|Trường An|3
            """, """
            Lê Thử Một @Trường An, Tổ 3
            Trần Thử Hai @Trường An, Tổ 3
            Phạm Thử Ba @Trường An, Tổ 3
            Võ Thử Tư @Trường An, Tổ 3
            """),
        ["counts with their word"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|Ấp|Nhân khẩu
            1|Lê Thử Một|Trường An|4 người
            2|Trần Thử Hai|Trường An|０５
            3|Phạm Thử Ba|Trường An|–
            """, """
            Lê Thử Một @Trường An #4
            Trần Thử Hai @Trường An #5
            Phạm Thử Ba @Trường An
            """),
        ["people with codes of which some failed"] = Case.Xlsx("""
            STT|Mã hộ|Họ và tên|Quan hệ với chủ hộ|Ấp
            1|H1|Lê Thử Một|Chủ hộ|Trường An
            2|H1|Trần Thử Hai|Vợ|Trường An
            3|#N/A|Phạm Thử Ba|Con|Trường An
            4|#N/A|Võ Thử Tư|Chủ hộ|Trường An
            5|H2|Lý Thử Năm|Chủ hộ|Trường An
            """, """
            Lê Thử Một @Trường An #2 [Trần Thử Hai spouse]
            ✗4 ErrorInKey
            ✗5 ErrorInKey
            Lý Thử Năm @Trường An #1
            """),
        ["people without any code"] = Case.Csv("""
            STT,Mã hộ,Họ và tên,Quan hệ với chủ hộ,Năm sinh,Ấp
            1,,Lê Thử Một,Chủ hộ,1950,Trường An
            2,,Trần Thử Hai,Vợ,1952,
            3,,Phạm Thử Ba,Chủ hộ,1960,Trường Thọ
            """, """
            Lê Thử Một @Trường An *1950 #2 [Trần Thử Hai *1952 spouse]
            Phạm Thử Ba @Trường Thọ *1960 #1
            """),
        ["people below their head"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|Họ tên thành viên|Năm sinh|Ấp
            1|Lê Thử Một|Lê Thử Một|1950|Trường An
            ||Trần Thử Hai|1952|
            2|Phạm Thử Ba|Phạm Thử Con|1990|Trường Thọ
            merge A2:A3
            merge B2:B3
            merge E2:E3
            """, """
            Lê Thử Một @Trường An *1950 #2 [Trần Thử Hai *1952 ?]
            Phạm Thử Ba @Trường Thọ #2 [Phạm Thử Con *1990 ?]
            """),
        ["the dead are not taken for the living"] = Case.Xlsx("""
            STT|Mã hộ|Họ và tên|Quan hệ với chủ hộ|Ấp
            1|1|Lê Thử Một (đã mất)|Chủ hộ|Trường An
            2|1|Trần Thử Hai|Vợ|Trường An
            """, "Trần Thử Hai @Trường An #1"),
        ["quotes that nobody closed"] = Case.Csv("""
            STT,Họ tên chủ hộ,Ấp,Ghi chú
            1,"Lê Thử Một,Trường An,nghèo
            2,Trần Thử Hai,Trường An,"nhà ""lá""
            cuối hẻm"
            3,Phạm Thử Ba,Trường An,
            """, """
            Lê Thử Một @Trường An (nghèo)
            Trần Thử Hai @Trường An (nhà "lá" cuối hẻm)
            Phạm Thử Ba @Trường An
            """),
        ["a csv of Excel"] = Case.Csv("""
            sep=;
            STT;Họ tên chủ hộ;Ấp;SĐT
            1;Lê Thử Một;"Trường An, xã Trường Khánh";912345678
            """, "Lê Thử Một @Trường An ☎0912345678"),
        ["a book in ABC's font"] = Case.Xlsx("""
            DANH S¸CH Hé D¢N ÊP TR¦êNG AN
            STT|Hä vµ tªn chñ hé|N¨m sinh|Sè ®iÖn tho¹i
            1|NguyÔn V¨n Thö|1950|'0912345001
            2|Lª ThÞ Thö|1951|
            3|«ng ThÞ B¶y|1952|
            """, """
            Nguyễn Văn Thử @Trường An *1950 ☎0912345001
            Lê Thị Thử @Trường An *1951
            Ông Thị Bảy @Trường An *1952
            """).Answered("font"),
        ["a font is changed by nobody alone"] = Case.Xlsx("""
            STT|Hä vµ tªn chñ hé|N¨m sinh|Êp
            1|NguyÔn V¨n Thö|1950|Tr­êng An
            """, "✗2 FontUnanswered"),
        ["names in VNI's font"] = Case.Xlsx("""
            STT|Họ và tên chủ hộ|Năm sinh|Ấp
            1|Nguyeãn Vaên Thöû|1950|Trường An
            2|Traàn Thò Baûy|1951|Trường An
            3|Leâ Ñöùc Haïnh|1952|Trường An
            """, """
            Nguyễn Văn Thử @Trường An *1950
            Trần Thị Bảy @Trường An *1951
            Lê Đức Hạnh @Trường An *1952
            """).Answered("font"),
        ["a csv of VNI's bytes"] = Case.Csv("""
            STT,Hoï vaø teân chuû hoä,Naêm sinh,AÁp
            1,Nguyeãn Vaên Thöû,1950,Tröôøng An
            2,Traàn Thò Baûy,1951,Tröôøng Bình
            """, """
            Nguyễn Văn Thử @Trường An *1950
            Trần Thị Bảy @Trường Bình *1951
            """, Windows1252).Answered("font"),
        ["a csv of ABC's bytes"] = Case.Csv("""
            STT,Hä vµ tªn chñ hé,N¨m sinh,Êp
            1,NguyÔn V¨n Thö,1950,Tr­êng An
            2,TrÇn ThÞ B¶y,1951,Tr­êng B×nh
            """, """
            Nguyễn Văn Thử @Trường An *1950
            Trần Thị Bảy @Trường Bình *1951
            """, Windows1252).Answered("font"),
        ["a csv of Windows-1258"] = new Case(Windows1258.GetBytes(Decomposed("""
            STT,Họ và tên chủ hộ,Năm sinh,Ấp
            1,Nguyễn Văn Thử,1950,Trường An
            2,Trần Thị Bảy,1951,Trường Bình
            """)), """
            Nguyễn Văn Thử @Trường An *1950
            Trần Thị Bảy @Trường Bình *1951
            """).Answered("font"),
        ["UTF-8 encoded twice"] = Case.Csv(Windows1252.GetString(Encoding.UTF8.GetBytes("""
            STT,Họ và tên chủ hộ,Năm sinh,Ấp
            1,Nguyễn Văn Thử,1950,Trường An
            2,Đỗ Thị Bảy,1951,Trường Bình
            """)), """
            Nguyễn Văn Thử @Trường An *1950
            Đỗ Thị Bảy @Trường Bình *1951
            """).Answered("font"),
        ["names of Khmer are in no old font"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|Ấp|Tiếng
            1|Thạch Sà Kha|Trường An|Khmer
            2|Sơn Thị Sươl|Trường An|ខ្មែរ
            3|សុខ សំណាង|Trường An|Khmer
            """, """
            Thạch Sà Kha @Trường An km
            Sơn Thị Sươl @Trường An km
            សុខ សំណាង @Trường An km
            """),
        ["letters composed in another way"] = Case.Xlsx(Decomposed("""
            STT|Họ và tên chủ hộ|Năm sinh|Ấp
            1|Nguyễn Văn Thử|1950|Trường An
            """), "Nguyễn Văn Thử @Trường An *1950"),
        ["a form with nothing but what is needed"] = Case.Csv("""
            Họ tên chủ hộ,Ấp
            Lê Thử Một,Trường An
            """, "Lê Thử Một @Trường An"),
        ["numbers of houses and landmarks"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|Ấp|Số nhà, địa điểm|VNeID mức 2 (x)
            1|Lê Thử Một|Trường An|12/3|x
            2|Trần Thử Hai|Trường An|gần chùa|-
            3|Phạm Thử Ba|Trường An|-|
            """, """
            Lê Thử Một @Trường An, 12/3 (VNeID mức 2 theo danh sách: Lê Thử Một)
            Trần Thử Hai @Trường An, gần chùa
            Phạm Thử Ba @Trường An
            """),
        ["columns of letters and a row of counts"] = Case.Xlsx("""
            BIỂU 02
            STT|Họ và tên chủ hộ|Địa bàn|Giới tính|Số người
            A|B|1|2|3
            1|Lê Thử Một|Trường An|nữ|4
            Tổng số: 1 hộ||||4
            """, "Lê Thử Một @Trường An f #4"),
        ["a household twice is one"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|Ấp|SĐT
            1|Lê Thử Một|Trường An|'0912345001
            2|Lê Thử Một|Trường An|'0912345001
            """, "Lê Thử Một @Trường An ☎0912345001"),
    };

    private static string Decomposed(string text)
    {
        // As Windows' keyboard writes it: the letter with its hat, and the tone behind it.
        var written = new StringBuilder();
        foreach (var c in text)
        {
            var parts = c.ToString().Normalize(NormalizationForm.FormD);
            var tone = parts.FirstOrDefault(p => p is '\u0300' or '\u0301' or '\u0303' or '\u0309' or '\u0323');
            written.Append(tone == default ? c.ToString() : parts.Replace(tone.ToString(), "", StringComparison.Ordinal).Normalize(NormalizationForm.FormC) + tone);
        }

        return written.ToString();
    }
}
