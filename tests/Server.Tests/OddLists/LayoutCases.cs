namespace TungNgo.Tests.OddLists;

/// <summary>Titles, sections, merged cells and tables as offices lay them out.</summary>
internal static class LayoutCases
{
    public static readonly Dictionary<string, Case> All = new()
    {
        ["plain"] = Case.Xlsx("""
            STT|Họ và tên chủ hộ|Năm sinh|Giới tính|Số nhân khẩu|Ấp|Tổ|Số điện thoại|Ghi chú
            1|Lê Thử Một|1950|Nam|4|Trường An|1|'0912345001|hộ nghèo
            2|Trần Thử Hai|1961|Nữ|2|Trường Thọ|2||
            """, """
            Lê Thử Một @Trường An, Tổ 1 *1950 m ☎0912345001 #4 (hộ nghèo)
            Trần Thử Hai @Trường Thọ, Tổ 2 *1961 f #2
            """),
        ["titles of an office above"] = Case.Xlsx("""
            ỦY BAN NHÂN DÂN|||CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
            XÃ TRƯỜNG KHÁNH|||Độc lập - Tự do - Hạnh phúc

            DANH SÁCH HỘ DÂN THAM GIA TỔ CÔNG NGHỆ SỐ NĂM 2024
            STT|Họ tên chủ hộ|Ấp|SĐT
            1|Lê Thử Một|Trường An|'0912345001
            2|Trần Thử Hai|Ấp Trường Bình|
            """, """
            Lê Thử Một @Trường An ☎0912345001
            Trần Thử Hai @Trường Bình
            """),
        ["hamlet in the title"] = Case.Xlsx("""
            DANH SÁCH HỘ DÂN ẤP TRƯỜNG AN, XÃ TRƯỜNG KHÁNH NĂM 2024
            STT|Họ tên chủ hộ|SĐT
            1|Lê Thử Một|'0912345001
            2|Trần Thử Hai|
            """, """
            Lê Thử Một @Trường An ☎0912345001
            Trần Thử Hai @Trường An
            """),
        ["hamlet in a title with a dash"] = Case.Xlsx("""
            UBND XÃ TRƯỜNG KHÁNH
            ẤP: TRƯỜNG THÀNH A - XÃ TRƯỜNG KHÁNH
            TT|Chủ hộ|Điện thoại
            1|Danh Thử|
            """, "Danh Thử @Trường Thành A"),
        ["a sheet for each hamlet"] = Case.Xlsx("""
            === Trường An
            STT|Họ tên chủ hộ|SĐT
            1|Lê Thử Một|
            === Ấp Trường Thọ
            STT|Họ tên chủ hộ|SĐT
            1|Trần Thử Hai|
            === Tổng hợp
            Ấp|Số hộ
            Trường An|1
            """, """
            Lê Thử Một @Trường An
            Trần Thử Hai @Trường Thọ
            """),
        ["title and sheet say two hamlets"] = Case.Xlsx("""
            === Trường Thọ
            DANH SÁCH HỘ ẤP TRƯỜNG AN
            STT|Họ tên chủ hộ|SĐT
            1|Lê Thử Một|
            """, "✗3 HamletUnanswered"),
        ["hamlet that was chosen"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|SĐT
            1|Lê Thử Một|
            """, "Lê Thử Một @Trường Hưng").For("Trường Hưng"),
        ["sections in two cells"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|Năm sinh|SĐT
            I|ẤP TRƯỜNG AN||
            1|Lê Thử Một|1950|
            2|Trần Thử Hai|1951|
            II|ẤP TRƯỜNG LỘC||
            1|Phạm Thử Ba|1952|
            """, """
            Lê Thử Một @Trường An *1950
            Trần Thử Hai @Trường An *1951
            Phạm Thử Ba @Trường Lộc *1952
            """),
        ["sections with their counts"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|Năm sinh|SĐT
            1. Ấp Trường An (2 hộ)
            1|Lê Thử Một|1950|
            2. Ấp Trường Lộc: 1 hộ
            1|Phạm Thử Ba|1952|
            """, """
            Lê Thử Một @Trường An *1950
            Phạm Thử Ba @Trường Lộc *1952
            """),
        ["sections numbered like households"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|Năm sinh|SĐT
            1|Ấp Trường An||
            1|Lê Thử Một|1950|
            2|Khóm Trường Lộc||
            2|Phạm Thử Ba|1952|
            """, """
            Lê Thử Một @Trường An *1950
            Phạm Thử Ba @Trường Lộc *1952
            """),
        ["section without its kind"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|Năm sinh|SĐT
            TRƯỜNG THỌ
            1|Lê Thử Một|1950|
            """, "Lê Thử Một @Trường Thọ *1950"),
        ["lanes within hamlets"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|Năm sinh|SĐT
            ẤP TRƯỜNG AN
            Tổ 1
            1|Lê Thử Một|1950|
            TỔ NDTQ SỐ 2
            2|Trần Thử Hai|1951|
            ẤP TRƯỜNG LỘC
            3|Phạm Thử Ba|1952|
            """, """
            Lê Thử Một @Trường An, Tổ 1 *1950
            Trần Thử Hai @Trường An, Tổ 2 *1951
            Phạm Thử Ba @Trường Lộc *1952
            """),
        ["hamlet and lane merged downwards"] = Case.Xlsx("""
            STT|Ấp|Tổ|Họ tên chủ hộ|SĐT
            1|Trường An|1|Lê Thử Một|'0912345001
            2|||Trần Thử Hai|
            3||2|Phạm Thử Ba|
            4|Trường Thọ|1|Võ Thử Tư|
            merge B2:B4
            merge C2:C3
            """, """
            Lê Thử Một @Trường An, Tổ 1 ☎0912345001
            Trần Thử Hai @Trường An, Tổ 1
            Phạm Thử Ba @Trường An, Tổ 2
            Võ Thử Tư @Trường Thọ, Tổ 1
            """),
        ["a merged phone is one household's"] = Case.Xlsx("""
            STT|Ấp|Họ tên chủ hộ|SĐT
            1|Trường An|Lê Thử Một|'0912345001
            2|Trường An|Trần Thử Hai|
            merge D2:D3
            """, """
            Lê Thử Một @Trường An ☎0912345001
            Trần Thử Hai @Trường An
            """),
        ["merged cells that a csv has lost"] = Case.Csv("""
            STT,Họ tên chủ hộ,Ấp,SĐT
            1,Lê Thử Một,Trường An,
            2,Trần Thử Hai,,
            3,Phạm Thử Ba,,
            4,Võ Thử Tư,Trường Thọ,
            5,Lý Thử Năm,,
            6,Ngô Thử Sáu,,
            """, """
            Lê Thử Một @Trường An
            Trần Thử Hai @Trường An
            Phạm Thử Ba @Trường An
            Võ Thử Tư @Trường Thọ
            Lý Thử Năm @Trường Thọ
            Ngô Thử Sáu @Trường Thọ
            """),
        ["one hamlet forgotten is asked for"] = Case.Csv("""
            STT,Họ tên chủ hộ,Ấp,SĐT
            1,Lê Thử Một,Trường An,
            2,Trần Thử Hai,,
            3,Phạm Thử Ba,Trường An,
            4,Võ Thử Tư,Trường Thọ,
            """, """
            Lê Thử Một @Trường An
            ✗3 HamletMissing
            Phạm Thử Ba @Trường An
            Võ Thử Tư @Trường Thọ
            """),
        ["two tables without a gap"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|Ấp|STT|Họ tên chủ hộ|Ấp
            1|Lê Thử Một|Trường An|3|Phạm Thử Ba|Trường Thọ
            2|Trần Thử Hai|Trường An|||
            """, """
            Lê Thử Một @Trường An
            Trần Thử Hai @Trường An
            Phạm Thử Ba @Trường Thọ
            """),
        ["three tables beside each other"] = Case.Xlsx("""
            TT|Chủ hộ|Ấp||TT|Chủ hộ|Ấp||TT|Chủ hộ|Ấp
            1|Lê Thử Một|Trường An||2|Trần Thử Hai|Trường An||3|Phạm Thử Ba|Trường Thọ
            """, """
            Lê Thử Một @Trường An
            Trần Thử Hai @Trường An
            Phạm Thử Ba @Trường Thọ
            """),
        ["a second table in another order"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|Năm sinh|Ấp
            1|Lê Thử Một|1950|Trường An

            STT|Ấp|Họ tên chủ hộ|Số điện thoại|Năm sinh
            1|Trường Thọ|Trần Thử Hai|'0912345002|1961
            """, """
            Lê Thử Một @Trường An *1950
            Trần Thử Hai @Trường Thọ *1961 ☎0912345002
            """),
        ["the header again on each page"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|Năm sinh|Ấp
            (1)|(2)|(3)|(4)
            1|Lê Thử Một|1950|Trường An
            Cộng trang 1: 1 hộ
            STT|Họ tên chủ hộ|Năm sinh|Ấp
            2|Trần Thử Hai|1951|Trường An
            """, """
            Lê Thử Một @Trường An *1950
            Trần Thử Hai @Trường An *1951
            """),
        ["totals and signatures"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|Số khẩu|Ấp
            1|Lê Thử Một|4|Trường An
            2|Trần Thử Hai|2|Trường An
            |Tổng cộng|6|
            Danh sách có 2 hộ./.
            ||Trường Khánh, ngày 20 tháng 9 năm 2024
            |Người lập||TRƯỞNG ẤP
            |(ký tên)||
            |Nguyễn Thử Ký||Lý Thử Trưởng
            """, """
            Lê Thử Một @Trường An #4
            Trần Thử Hai @Trường An #2
            """),
        ["a man called Tống is no total"] = Case.Csv("""
            Họ tên chủ hộ,Ấp
            Tống Công Thử,Trường An
            Tổng cộng,1 hộ
            """, "Tống Công Thử @Trường An"),
        ["hidden rows stay out until they are asked for"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|Ấp
            1|Lê Thử Một|Trường An
            ~2|Trần Thử Hai|Trường An
            """, "Lê Thử Một @Trường An"),
        ["hidden rows that are asked for"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|Ấp
            1|Lê Thử Một|Trường An
            ~2|Trần Thử Hai|Trường An
            """, """
            Lê Thử Một @Trường An
            Trần Thử Hai @Trường An
            """).Answered("hidden"),
        ["a hidden sheet of last year"] = Case.Xlsx("""
            === 2024
            STT|Họ tên chủ hộ|Ấp
            1|Lê Thử Một|Trường An
            === 2023 !
            STT|Họ tên chủ hộ|Ấp
            1|Người Thử Cũ|Trường An
            """, "Lê Thử Một @Trường An"),
        ["the merged cell begins in a hidden row"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|Ấp
            ~1|Lê Thử Một|Trường An
            2|Trần Thử Hai|
            merge C2:C3
            """, "Trần Thử Hai @Trường An"),
        ["marks for as above"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|Ấp|Tổ|Tiếng thường dùng
            1|Lê Thử Một|Trường An|Tổ 1|Khmer
            2|Trần Thử Hai|như trên|-nt-|nt
            3|Phạm Thử Ba|n.t|″|//
            """, """
            Lê Thử Một @Trường An, Tổ 1 km
            Trần Thử Hai @Trường An, Tổ 1 km
            Phạm Thử Ba @Trường An, Tổ 1 km
            """),
        ["as above is no name"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|Ấp
            1|Lê Thử Một|Trường An
            2|nt|Trường An
            """, """
            Lê Thử Một @Trường An
            ✗3 NameNotAName
            """),
        ["lane behind the hamlet"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|Ấp
            1|Lê Thử Một|Ấp Trường An, tổ 3
            2|Trần Thử Hai|Trường Thọ - Tổ NDTQ số 04
            """, """
            Lê Thử Một @Trường An, Tổ 3
            Trần Thử Hai @Trường Thọ, Tổ 4
            """),
        ["hamlet in the address"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|Địa chỉ|SĐT
            1|Lê Thử Một|Số 12, ấp Trường An, xã Trường Khánh, huyện Long Phú|
            2|Trần Thử Hai|Ấp Trường Thọ|
            3|Phạm Thử Ba|Ấp Trường An, xã Long Phú|
            """, """
            Lê Thử Một @Trường An, Số 12
            Trần Thử Hai @Trường Thọ
            ✗4 CommuneDiffers
            """),
        ["communes behind the hamlet"] = Case.Xlsx("""
            STT|Họ tên chủ hộ|Ấp
            1|Lê Thử Một|Trường An, xã Trường Khánh
            2|Trần Thử Hai|Trường An, xã Long Phú
            3|Phạm Thử Ba|Trường An, huyện Long Phú, tỉnh Sóc Trăng
            4|Võ Thử Tư|Trường An (gần chùa)
            5|Lý Thử Năm|Trường An - Đại Ân 2
            """, """
            Lê Thử Một @Trường An
            ✗3 CommuneDiffers
            Phạm Thử Ba @Trường An
            Võ Thử Tư @Trường An
            ✗6 CommuneDiffers
            """),
        ["a title of another commune"] = Case.Xlsx("""
            DANH SÁCH HỘ DÂN XÃ TÂN HƯNG NĂM 2024
            STT|Họ tên chủ hộ|Ấp
            1|Lê Thử Một|Trường An
            """, "✗3 CommuneDiffers"),
        ["commune column in many spellings"] = Case.Csv("""
            STT;Họ tên chủ hộ;Xã/Phường;Ấp
            1;Lê Thử Một;xã Trường Khánh;Trường An
            2;Trần Thử Hai;TRUONG KHANH;Trường An
            3;Phạm Thử Ba;TT Long Phú;Trường An
            """, """
            Lê Thử Một @Trường An
            Trần Thử Hai @Trường An
            ✗4 CommuneDiffers
            """),
    };
}
