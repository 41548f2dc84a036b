<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="id" sourcelanguage="en">
    <context>
        <name>AlertBar</name>
        <message>
            <source>Close the message</source>
            <translation>Tutup pesan</translation>
        </message>
    </context>
    <context>
        <name>AliasRow</name>
        <message>
            <source>Which maker is this?</source>
            <translation>Ini perajin yang mana?</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>Batalkan</translation>
        </message>
        <message>
            <source>Also meant by: {0}</source>
            <translation>Juga dipanggil: {0}</translation>
        </message>
        <message>
            <source>This maker is not in the plan.</source>
            <translation>Perajin ini tidak ada di rencana.</translation>
        </message>
        <message>
            <source>maker asked</source>
            <translation>perajin ditanya</translation>
        </message>
        <message>
            <source>by telephone</source>
            <translation>lewat telepon</translation>
        </message>
        <message>
            <source>Decide</source>
            <translation>Putuskan</translation>
        </message>
        <message>
            <source>Decided and signed. It can be taken back.</source>
            <translation>Diputuskan dan ditandatangani. Bisa dibatalkan lagi.</translation>
        </message>
    </context>
    <context>
        <name>AskDialog</name>
        <message>
            <source>Never mind</source>
            <translation>Tidak jadi</translation>
        </message>
    </context>
    <context>
        <name>Authorisation</name>
        <message>
            <source>{0}: a stand lead has to allow it</source>
            <translation>{0}: perlu izin penanggung jawab</translation>
        </message>
        <message>
            <source>Nobody has a PIN yet. People are entered in Settings.</source>
            <translation>Belum ada yang punya PIN. Petugas didaftarkan di Pengaturan.</translation>
        </message>
        <message>
            <source>Who stands at the till?</source>
            <translation>Siapa yang jaga kasir?</translation>
        </message>
    </context>
    <context>
        <name>BalancePanel</name>
        <message>
            <source>Mixed payment</source>
            <translation>Bayar campuran</translation>
        </message>
        <message>
            <source>Pay and hand over</source>
            <translation>Bayar dan serahkan</translation>
        </message>
        <message>
            <source>Hand over</source>
            <translation>Serahkan</translation>
        </message>
        <message>
            <source>Still to pay</source>
            <translation>Sisa bayar</translation>
        </message>
        <message>
            <source>The deposit paid all of it.</source>
            <translation>Sudah lunas dengan uang muka.</translation>
        </message>
    </context>
    <context>
        <name>BoardWindow</name>
        <message>
            <source>Board</source>
            <translation>Papan</translation>
        </message>
        <message>
            <source>The book of an earlier fair</source>
            <translation>Buku pameran sebelumnya</translation>
        </message>
    </context>
    <context>
        <name>BookRestorer</name>
        <message>
            <source>The book is made anew…</source>
            <translation>Buku sedang dibangun ulang…</translation>
        </message>
        <message>
            <source>The book was made anew: {0} files, {1}. The damaged one is {2}.</source>
            <translation>Buku sudah dibangun ulang: {0} berkas, {1}. Buku yang rusak disimpan sebagai {2}.</translation>
        </message>
    </context>
    <context>
        <name>BookTools</name>
        <message>
            <source>Exact figures</source>
            <translation>Angka pasti</translation>
        </message>
        <message>
            <source>Find a sale</source>
            <translation>Cari penjualan</translation>
        </message>
        <message>
            <source>Board</source>
            <translation>Papan</translation>
        </message>
        <message>
            <source>All keys</source>
            <translation>Semua tombol</translation>
        </message>
    </context>
    <context>
        <name>BuyerForm</name>
        <message>
            <source>The guest agrees</source>
            <translation>Tamu setuju</translation>
        </message>
        <message>
            <source>country not told</source>
            <translation>negara tidak disebut</translation>
        </message>
        <message>
            <source>Country of the guest</source>
            <translation>Negara tamu</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nama</translation>
        </message>
        <message>
            <source>WhatsApp, e-mail or address</source>
            <translation>WhatsApp, e-mail atau alamat</translation>
        </message>
        <message>
            <source>Note for the maker</source>
            <translation>Catatan untuk perajin</translation>
        </message>
        <message>
            <source>This till knows no office: the contact stays on it.</source>
            <translation>Kasir ini belum mengenal dinas: kontak tetap di laptop ini.</translation>
        </message>
        <message>
            <source>✓ Picture</source>
            <translation>✓ Gambar</translation>
        </message>
    </context>
    <context>
        <name>BuyersPage</name>
        <message>
            <source>Copy in Indonesian</source>
            <translation>Salin (Indonesia)</translation>
        </message>
        <message>
            <source>Copy in English</source>
            <translation>Salin (Inggris)</translation>
        </message>
        <message>
            <source>Delete the contact…</source>
            <translation>Hapus kontak…</translation>
        </message>
        <message>
            <source>Save as a sheet…</source>
            <translation>Simpan sebagai lembar…</translation>
        </message>
        <message>
            <source>Save contacts (vCard)…</source>
            <translation>Simpan kontak (vCard)…</translation>
        </message>
        <message>
            <source>Message to the buyer</source>
            <translation>Pesan untuk pembeli</translation>
        </message>
        <message>
            <source>Due on</source>
            <translation>Jatuh tempo</translation>
        </message>
        <message>
            <source>Maker</source>
            <translation>UMKM</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Barang</translation>
        </message>
        <message>
            <source>To be paid</source>
            <translation>Sisa bayar</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Keadaan</translation>
        </message>
        <message>
            <source>Orders and inquiries</source>
            <translation>Pesanan dan minat</translation>
        </message>
        <message numerus="yes">
            <source>%n order(s), {0}  ·  deposits held {1}  ·  delivered: {2}, {3}</source>
            <translation>
                <numerusform>%n pesanan, {0}  ·  uang muka dititipkan {1}  ·  diserahkan: {2}, {3}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Potential: %n inquiry(ies), in no total</source>
            <translation>
                <numerusform>Potensi: %n minat, tidak ada dalam total</numerusform>
            </translation>
        </message>
        <message>
            <source>inquiry: {0}</source>
            <translation>minat: {0}</translation>
        </message>
        <message>
            <source>delivered</source>
            <translation>sudah diserahkan</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>dibatalkan</translation>
        </message>
        <message>
            <source>cancelled, deposit kept</source>
            <translation>dibatalkan, uang muka tidak kembali</translation>
        </message>
        <message>
            <source>in dispute: decide</source>
            <translation>sengketa: putuskan</translation>
        </message>
        <message>
            <source>not confirmed</source>
            <translation>belum terkonfirmasi</translation>
        </message>
        <message>
            <source>{0}: {1}, deposit {2}, still to be paid {3}</source>
            <translation>{0}: {1}, uang muka {2}, sisa {3}</translation>
        </message>
        <message>
            <source>The contact was deleted</source>
            <translation>Kontak sudah dihapus</translation>
        </message>
        <message>
            <source>The contact has not come yet</source>
            <translation>Kontak belum masuk</translation>
        </message>
        <message>
            <source>The office's key is not beside the book</source>
            <translation>Kunci kantor tidak ada di samping buku</translation>
        </message>
        <message>
            <source>No name was noted</source>
            <translation>Nama tidak dicatat</translation>
        </message>
        <message>
            <source>The message is copied.</source>
            <translation>Pesan sudah disalin.</translation>
        </message>
        <message>
            <source>Saved. The file holds personal data: give it to nobody who does not need it.</source>
            <translation>Tersimpan. Berkas ini memuat data pribadi: jangan berikan kepada yang tidak memerlukan.</translation>
        </message>
    </context>
    <context>
        <name>CallList</name>
        <message>
            <source>Copy the list</source>
            <translation>Salin daftar</translation>
        </message>
        <message>
            <source>Message to each…</source>
            <translation>Pesan ke tiap stan…</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Tutup</translation>
        </message>
        <message>
            <source>Whom to phone</source>
            <translation>Siapa ditelepon</translation>
        </message>
        <message>
            <source>Stand</source>
            <translation>Stan</translation>
        </message>
        <message>
            <source>About</source>
            <translation>Tentang</translation>
        </message>
        <message>
            <source>in dispute: {0}</source>
            <translation>disengketakan: {0}</translation>
        </message>
        <message>
            <source>missing: {0}</source>
            <translation>belum ada: {0}</translation>
        </message>
        <message>
            <source>The list is copied.</source>
            <translation>Daftar disalin.</translation>
        </message>
        <message>
            <source>Good evening, {0}, till {1}.</source>
            <translation>Selamat malam, {0}, kasir {1}.</translation>
        </message>
        <message>
            <source>These day files have not reached us yet: {0}. Please close the till and send us the files (Till → Hand over). If nothing was sold on one of these days, please tell us.</source>
            <translation>Berkas hari berikut belum sampai ke kami: {0}. Mohon tutup kasir dan kirim berkasnya (Kasir → Serahkan). Bila pada salah satu hari itu tidak ada penjualan, mohon kabari kami.</translation>
        </message>
        <message>
            <source>The files of these days contradict each other: {0}. Please send us all day files of this till again, and a photo of each closing slip; nobody has done anything wrong.</source>
            <translation>Berkas hari berikut saling berbeda: {0}. Mohon kirim lagi semua berkas hari dari kasir ini, dan foto tiap struk penutupan; tidak ada yang disalahkan.</translation>
        </message>
        <message>
            <source>Thank you – the office of {0}.</source>
            <translation>Terima kasih – kantor {0}.</translation>
        </message>
    </context>
    <context>
        <name>CancelDialog</name>
        <message>
            <source>All of it</source>
            <translation>Semua</translation>
        </message>
        <message>
            <source>Half</source>
            <translation>Setengah</translation>
        </message>
        <message>
            <source>Nothing</source>
            <translation>Tidak ada</translation>
        </message>
        <message>
            <source>Another</source>
            <translation>Lain</translation>
        </message>
        <message>
            <source>Goes back</source>
            <translation>Dikembalikan</translation>
        </message>
        <message>
            <source>Goes back to the buyer</source>
            <translation>Dikembalikan ke pembeli</translation>
        </message>
        <message>
            <source>How it goes back</source>
            <translation>Cara mengembalikan</translation>
        </message>
        <message>
            <source>buyer changed their mind</source>
            <translation>pembeli berubah pikiran</translation>
        </message>
        <message>
            <source>maker cannot make it</source>
            <translation>perajin tidak sanggup</translation>
        </message>
        <message>
            <source>Cancel {0}?</source>
            <translation>Batalkan {0}?</translation>
        </message>
        <message>
            <source>Cancel the order</source>
            <translation>Batalkan pesanan</translation>
        </message>
        <message>
            <source>Deposit: {0}. What goes back to the buyer?</source>
            <translation>Uang muka: {0}. Berapa yang dikembalikan ke pembeli?</translation>
        </message>
        <message>
            <source>The maker keeps {0}</source>
            <translation>Untuk perajin {0}</translation>
        </message>
        <message>
            <source>Type what goes back, 0 for nothing.</source>
            <translation>Ketik berapa yang dikembalikan, 0 bila tidak ada.</translation>
        </message>
        <message>
            <source>At most the deposit of {0}.</source>
            <translation>Paling banyak uang muka {0}.</translation>
        </message>
        <message>
            <source>Say why.</source>
            <translation>Sebutkan alasannya.</translation>
        </message>
    </context>
    <context>
        <name>CardPanel</name>
        <message>
            <source>Card</source>
            <translation>Kartu</translation>
        </message>
        <message>
            <source>Number on the slip (may stay empty)</source>
            <translation>Nomor di struk mesin (boleh kosong)</translation>
        </message>
        <message>
            <source>Type this amount at the terminal, and wait for its “approved”.</source>
            <translation>Ketik jumlah ini di mesin EDC, lalu tunggu sampai tertulis “disetujui”.</translation>
        </message>
        <message>
            <source>It was approved</source>
            <translation>Sudah disetujui</translation>
        </message>
    </context>
    <context>
        <name>CartActions</name>
        <message>
            <source>Fewer pieces: the discount is {0} now. F4 changes it.</source>
            <translation>Barang berkurang: diskonnya sekarang {0}. F4 untuk mengubahnya.</translation>
        </message>
        <message>
            <source>More than {0} % below the list price</source>
            <translation>Lebih dari {0} % di bawah harga daftar</translation>
        </message>
        <message>
            <source>Note on {0}</source>
            <translation>Catatan untuk {0}</translation>
        </message>
        <message>
            <source>No maker is known yet. Import the goods first.</source>
            <translation>Belum ada perajin yang dikenal. Impor produk dulu.</translation>
        </message>
        <message>
            <source>Put aside. F7 takes it up again.</source>
            <translation>Ditahan. F7 untuk melanjutkan.</translation>
        </message>
        <message>
            <source>No cart is put aside.</source>
            <translation>Tidak ada keranjang yang ditahan.</translation>
        </message>
        <message>
            <source>The cart is empty.</source>
            <translation>Keranjang masih kosong.</translation>
        </message>
    </context>
    <context>
        <name>CartList</name>
        <message>
            <source>bargained</source>
            <translation>nego</translation>
        </message>
        <message>
            <source>from {0} pieces {1}</source>
            <translation>mulai {0} buah {1}</translation>
        </message>
        <message>
            <source>price for several</source>
            <translation>harga banyak</translation>
        </message>
        <message>
            <source>Cart</source>
            <translation>Keranjang</translation>
        </message>
    </context>
    <context>
        <name>CartView</name>
        <message>
            <source>Nothing here yet. Scan the first piece.</source>
            <translation>Masih kosong. Pindai barang pertama.</translation>
        </message>
        <message>
            <source>Pay cash</source>
            <translation>Bayar tunai</translation>
        </message>
        <message>
            <source>Bargain</source>
            <translation>Nego</translation>
        </message>
        <message>
            <source>More…</source>
            <translation>Lainnya…</translation>
        </message>
        <message>
            <source>Cart</source>
            <translation>Keranjang</translation>
        </message>
        <message>
            <source>One piece less (-)</source>
            <translation>Kurangi satu (-)</translation>
        </message>
        <message>
            <source>One piece more (+)</source>
            <translation>Tambah satu (+)</translation>
        </message>
        <message>
            <source>Remove the line (Del)</source>
            <translation>Hapus baris (Del)</translation>
        </message>
        <message>
            <source>Subtotal</source>
            <translation>Subtotal</translation>
        </message>
        <message>
            <source>Bargained and discounts</source>
            <translation>Nego dan diskon</translation>
        </message>
        <message>
            <source>Total</source>
            <translation>Total</translation>
        </message>
        <message numerus="yes">
            <source>%n line(s)</source>
            <translation>
                <numerusform>%n baris</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n piece(s)</source>
            <translation>
                <numerusform>%n buah</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ChangeOrderDialog</name>
        <message>
            <source>Change {0}</source>
            <translation>Ubah {0}</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Ubah</translation>
        </message>
        <message>
            <source>By when</source>
            <translation>Kapan jadi</translation>
        </message>
        <message>
            <source>How it is handed over</source>
            <translation>Cara diserahkan</translation>
        </message>
        <message>
            <source>Note, nothing about the buyer</source>
            <translation>Catatan, bukan tentang pembeli</translation>
        </message>
        <message>
            <source>Nothing is changed yet.</source>
            <translation>Belum ada yang diubah.</translation>
        </message>
    </context>
    <context>
        <name>ChangePanel</name>
        <message>
            <source>New sale</source>
            <translation>Penjualan baru</translation>
        </message>
        <message>
            <source>just scan</source>
            <translation>pindai saja</translation>
        </message>
        <message>
            <source>Receipt PDF</source>
            <translation>Struk PDF</translation>
        </message>
        <message>
            <source>In English</source>
            <translation>Bahasa Inggris</translation>
        </message>
        <message>
            <source>✓ Saved</source>
            <translation>✓ Tersimpan</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Kembalian</translation>
        </message>
        <message>
            <source>Paid</source>
            <translation>Lunas</translation>
        </message>
    </context>
    <context>
        <name>ChartsPage</name>
        <message>
            <source>Visitors…</source>
            <translation>Pengunjung…</translation>
        </message>
        <message>
            <source>Earlier fair…</source>
            <translation>Pameran dulu…</translation>
        </message>
        <message>
            <source>Without it</source>
            <translation>Tanpa itu</translation>
        </message>
        <message>
            <source>Nothing was sold yet.</source>
            <translation>Belum ada yang terjual.</translation>
        </message>
        <message>
            <source>Charts</source>
            <translation>Grafik</translation>
        </message>
        <message>
            <source>Confirmed figures: {0}</source>
            <translation>Angka terkonfirmasi: {0}</translation>
        </message>
        <message>
            <source>{0} visitors</source>
            <translation>{0} pengunjung</translation>
        </message>
        <message>
            <source>The book of an earlier fair</source>
            <translation>Buku pameran sebelumnya</translation>
        </message>
        <message>
            <source>The visitors are in the book, and in the report.</source>
            <translation>Pengunjung tercatat di buku dan di laporan.</translation>
        </message>
    </context>
    <context>
        <name>ChipStrip</name>
        <message>
            <source>More categories</source>
            <translation>Kategori lain</translation>
        </message>
    </context>
    <context>
        <name>CloseOrderDialog</name>
        <message>
            <source>What became of {0}?</source>
            <translation>Bagaimana jadinya {0}?</translation>
        </message>
        <message>
            <source>Decide</source>
            <translation>Putuskan</translation>
        </message>
        <message>
            <source>The buyer has it</source>
            <translation>Pembeli sudah menerima</translation>
        </message>
        <message>
            <source>It was cancelled</source>
            <translation>Dibatalkan</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Hari</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Jumlah</translation>
        </message>
        <message>
            <source>What happened</source>
            <translation>Yang terjadi</translation>
        </message>
        <message>
            <source>The balance that the office took, at most {0}.</source>
            <translation>Sisa yang diterima kantor, paling banyak {0}.</translation>
        </message>
        <message>
            <source>What of the deposit went back to the buyer, at most {0}; the maker keeps the rest.</source>
            <translation>Bagian uang muka yang kembali ke pembeli, paling banyak {0}; sisanya untuk UMKM.</translation>
        </message>
        <message>
            <source>Type the amount; 0 is one too.</source>
            <translation>Ketik jumlahnya; 0 juga boleh.</translation>
        </message>
        <message>
            <source>At most {0}.</source>
            <translation>Paling banyak {0}.</translation>
        </message>
    </context>
    <context>
        <name>ClosedPanel</name>
        <message>
            <source>Worth a look</source>
            <translation>Perlu dilihat</translation>
        </message>
        <message>
            <source>Closing slip PDF</source>
            <translation>Slip tutup PDF</translation>
        </message>
        <message>
            <source>Open the next day</source>
            <translation>Buka hari berikutnya</translation>
        </message>
        <message>
            <source>Open it again</source>
            <translation>Buka lagi</translation>
        </message>
        <message>
            <source>Day {0} is closed</source>
            <translation>Hari {0} sudah ditutup</translation>
        </message>
        <message>
            <source>Back to the till</source>
            <translation>Kembali ke kasir</translation>
        </message>
        <message>
            <source>Worth a look ({0})</source>
            <translation>Perlu dilihat ({0})</translation>
        </message>
        <message>
            <source>Open a closed day again</source>
            <translation>Buka lagi hari yang sudah ditutup</translation>
        </message>
        <message>
            <source>counted wrong</source>
            <translation>salah hitung</translation>
        </message>
        <message>
            <source>one more sale</source>
            <translation>ada penjualan lagi</translation>
        </message>
        <message>
            <source>Closing slip saved: {0}</source>
            <translation>Slip tutup disimpan: {0}</translation>
        </message>
    </context>
    <context>
        <name>CodeHandler</name>
        <message>
            <source>That code is neither a closing slip, nor an interim total, nor a till's key.</source>
            <translation>Kode itu bukan slip tutup kasir, bukan laporan sementara, dan bukan kunci kasir.</translation>
        </message>
        <message>
            <source>Accept key {0} for stand {1}, till {2}?</source>
            <translation>Terima kunci {0} untuk stan {1} kasir {2}?</translation>
        </message>
        <message>
            <source>Compare it with the laptop's screen: Settings → This till's key.</source>
            <translation>Cocokkan dengan layar laptopnya: Pengaturan → Kunci kasir ini.</translation>
        </message>
        <message>
            <source>laptop seen</source>
            <translation>laptop dilihat</translation>
        </message>
        <message>
            <source>by telephone</source>
            <translation>lewat telepon</translation>
        </message>
        <message>
            <source>Accept</source>
            <translation>Terima</translation>
        </message>
        <message>
            <source>The key is accepted and signed. It can be taken back.</source>
            <translation>Kunci diterima dan ditandatangani. Bisa dibatalkan lagi.</translation>
        </message>
    </context>
    <context>
        <name>CodesPage</name>
        <message>
            <source>Practice: sales are marked and never counted</source>
            <translation>Latihan: penjualan ditandai dan tidak pernah dihitung</translation>
        </message>
        <message>
            <source>Paste</source>
            <translation>Tempel</translation>
        </message>
        <message>
            <source>Event code</source>
            <translation>Kode pameran</translation>
        </message>
        <message>
            <source>Stand code</source>
            <translation>Kode stan</translation>
        </message>
        <message>
            <source>Till number</source>
            <translation>Nomor kasir</translation>
        </message>
        <message>
            <source>Stand name (may stay empty)</source>
            <translation>Nama stan (boleh kosong)</translation>
        </message>
        <message>
            <source>for example {0}</source>
            <translation>misalnya {0}</translation>
        </message>
        <message>
            <source>Sheet of goods</source>
            <translation>Lembar barang</translation>
        </message>
        <message>
            <source>Set up</source>
            <translation>Siapkan</translation>
        </message>
        <message>
            <source>Catalogue file</source>
            <translation>Berkas katalog</translation>
        </message>
        <message>
            <source>CSV, XLSX or ODS; may stay empty</source>
            <translation>CSV, XLSX atau ODS; boleh kosong</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Pilih…</translation>
        </message>
        <message>
            <source>the copied rows</source>
            <translation>baris yang disalin</translation>
        </message>
        <message>
            <source>No goods were taken yet. Press Enter to look at the list again, or empty the box to go on without goods.</source>
            <translation>Belum ada barang yang diambil. Tekan Enter untuk melihat daftarnya lagi, atau kosongkan kotaknya untuk lanjut tanpa barang.</translation>
        </message>
        <message>
            <source>Nothing was taken. Mend the file and try again:</source>
            <translation>Tidak ada yang diambil. Perbaiki berkasnya lalu coba lagi:</translation>
        </message>
        <message>
            <source>row {0}: </source>
            <translation>baris {0}: </translation>
        </message>
        <message>
            <source>and {0} more</source>
            <translation>dan {0} lagi</translation>
        </message>
    </context>
    <context>
        <name>ColumnChoice</name>
        <message>
            <source>Name</source>
            <translation>Nama</translation>
        </message>
        <message>
            <source>Selling price</source>
            <translation>Harga jual</translation>
        </message>
        <message>
            <source>Maker</source>
            <translation>Perajin</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>Kategori</translation>
        </message>
        <message>
            <source>Stock</source>
            <translation>Stok</translation>
        </message>
        <message>
            <source>Code</source>
            <translation>Kode</translation>
        </message>
        <message>
            <source>Barcode</source>
            <translation>Barcode</translation>
        </message>
        <message>
            <source>Name in English</source>
            <translation>Nama Inggris</translation>
        </message>
        <message>
            <source>Share of the stand, %</source>
            <translation>Bagian stan, %</translation>
        </message>
        <message>
            <source>Price for several</source>
            <translation>Harga bertingkat</translation>
        </message>
        <message>
            <source>There is only one</source>
            <translation>Hanya ada satu</translation>
        </message>
        <message>
            <source>First rows of the list</source>
            <translation>Baris pertama daftar</translation>
        </message>
        <message>
            <source>What the column {0} holds</source>
            <translation>Isi kolom {0}</translation>
        </message>
        <message>
            <source>choose…</source>
            <translation>pilih…</translation>
        </message>
        <message>
            <source>leave out</source>
            <translation>lewati</translation>
        </message>
    </context>
    <context>
        <name>ConsignmentDialog</name>
        <message>
            <source>Goods on the slip</source>
            <translation>Barang di berita acara</translation>
        </message>
        <message>
            <source>Slip of goods with a maker</source>
            <translation>Berita acara barang dengan perajin</translation>
        </message>
        <message>
            <source>Make the slip</source>
            <translation>Buat berita acara</translation>
        </message>
        <message>
            <source>Maker hands over</source>
            <translation>Perajin menyerahkan</translation>
        </message>
        <message>
            <source>Maker takes back</source>
            <translation>Perajin mengambil kembali</translation>
        </message>
        <message>
            <source>Maker</source>
            <translation>Perajin</translation>
        </message>
        <message>
            <source>Maker: comes with the first piece</source>
            <translation>Perajin: ikut barang pertama</translation>
        </message>
        <message>
            <source>Scan what changes hands first.</source>
            <translation>Pindai dulu barangnya.</translation>
        </message>
    </context>
    <context>
        <name>ContactDialog</name>
        <message>
            <source>Contact of {0}</source>
            <translation>Kontak {0}</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Tutup</translation>
        </message>
        <message>
            <source>Picture</source>
            <translation>Gambar</translation>
        </message>
    </context>
    <context>
        <name>CorrectDateDialog</name>
        <message>
            <source>Is today {0}?</source>
            <translation>Apakah hari ini {0}?</translation>
        </message>
        <message>
            <source>Yes, correct the date</source>
            <translation>Ya, betulkan tanggalnya</translation>
        </message>
        <message>
            <source>No, set the clock first</source>
            <translation>Tidak, betulkan jam dulu</translation>
        </message>
        <message>
            <source>The day {0} is closed empty, and {1} is opened with the same float. Both stand in the journal. Nothing is lost, and nothing has to be counted again.</source>
            <translation>Hari {0} ditutup kosong, dan {1} dibuka dengan modal awal yang sama. Keduanya tercatat di jurnal. Tidak ada yang hilang, dan tidak ada yang perlu dihitung lagi.</translation>
        </message>
    </context>
    <context>
        <name>CorrectionDialog</name>
        <message>
            <source>What is to be corrected for {0}?</source>
            <translation>Apa yang dibetulkan untuk {0}?</translation>
        </message>
        <message>
            <source>Decide</source>
            <translation>Putuskan</translation>
        </message>
        <message>
            <source>The stand's share</source>
            <translation>Komisi stan</translation>
        </message>
        <message>
            <source>A list price</source>
            <translation>Harga daftar</translation>
        </message>
        <message>
            <source>Right price</source>
            <translation>Harga yang benar</translation>
        </message>
        <message>
            <source>typed wrong at the till</source>
            <translation>salah ketik di kasir</translation>
        </message>
        <message>
            <source>maker asked</source>
            <translation>perajin ditanya</translation>
        </message>
        <message>
            <source>no limit</source>
            <translation>tanpa batas</translation>
        </message>
        <message>
            <source>What buyers paid stays. Only what the maker is owed changes.</source>
            <translation>Yang dibayar pembeli tetap. Hanya hak perajin yang berubah.</translation>
        </message>
        <message>
            <source>as on the statement</source>
            <translation>seperti di lembar setoran</translation>
        </message>
        <message>
            <source>Share in %</source>
            <translation>Komisi dalam %</translation>
        </message>
        <message>
            <source>Product code</source>
            <translation>Kode barang</translation>
        </message>
        <message>
            <source>Sales from</source>
            <translation>Penjualan mulai</translation>
        </message>
        <message>
            <source>Sales until</source>
            <translation>Penjualan sampai</translation>
        </message>
        <message>
            <source>Type the share in percent.</source>
            <translation>Ketik komisi dalam persen.</translation>
        </message>
        <message>
            <source>Type the product's code.</source>
            <translation>Ketik kode barangnya.</translation>
        </message>
        <message>
            <source>Type the right price.</source>
            <translation>Ketik harga yang benar.</translation>
        </message>
        <message>
            <source>Say why.</source>
            <translation>Tulis alasannya.</translation>
        </message>
    </context>
    <context>
        <name>CountPanel</name>
        <message>
            <source>The sum, if you counted it already</source>
            <translation>Jumlahnya, bila sudah dihitung</translation>
        </message>
        <message>
            <source>A second person counts</source>
            <translation>Orang kedua menghitung</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Kembali</translation>
        </message>
        <message>
            <source>Close the till</source>
            <translation>Tutup kasir</translation>
        </message>
        <message>
            <source>Count the drawer</source>
            <translation>Hitung uang di laci</translation>
        </message>
        <message>
            <source>Type how many of each lie in the drawer. Every count is accepted.</source>
            <translation>Ketik berapa lembar atau keping yang ada di laci. Berapa pun hasilnya diterima.</translation>
        </message>
        <message>
            <source>Counted</source>
            <translation>Uang fisik</translation>
        </message>
        <message>
            <source>Or only the sum</source>
            <translation>Atau jumlahnya saja</translation>
        </message>
        <message>
            <source>A note for the lead, if you know of a difference</source>
            <translation>Catatan untuk PJ stan, bila tahu ada selisih</translation>
        </message>
        <message>
            <source>Note on the count</source>
            <translation>Catatan hitungan</translation>
        </message>
        <message>
            <source>{0} stands by this count.</source>
            <translation>{0} menyaksikan hitungan ini.</translation>
        </message>
        <message>
            <source>{0} counted {1}.</source>
            <translation>{0} menghitung {1}.</translation>
        </message>
        <message>
            <source>Not the same: count again together.</source>
            <translation>Tidak sama: hitung lagi bersama.</translation>
        </message>
    </context>
    <context>
        <name>CounterCard</name>
        <message>
            <source>Bargaining limit in %</source>
            <translation>Batas nego dalam %</translation>
        </message>
        <message>
            <source>Least price without a code</source>
            <translation>Harga terendah tanpa kode</translation>
        </message>
        <message>
            <source>Most money in the drawer</source>
            <translation>Uang paling banyak di laci</translation>
        </message>
        <message>
            <source>Minutes until it locks</source>
            <translation>Menit sampai terkunci</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Simpan</translation>
        </message>
        <message>
            <source>At the counter</source>
            <translation>Di meja kasir</translation>
        </message>
        <message>
            <source>On</source>
            <translation>Nyala</translation>
        </message>
        <message>
            <source>Off</source>
            <translation>Mati</translation>
        </message>
        <message>
            <source>Sounds</source>
            <translation>Suara</translation>
        </message>
        <message>
            <source>By itself</source>
            <translation>Otomatis</translation>
        </message>
        <message>
            <source>As a window</source>
            <translation>Jendela</translation>
        </message>
        <message>
            <source>Buyer's screen</source>
            <translation>Layar pembeli</translation>
        </message>
        <message>
            <source>Every hour</source>
            <translation>Setiap jam</translation>
        </message>
        <message>
            <source>When asked for</source>
            <translation>Bila diminta</translation>
        </message>
        <message>
            <source>Interim total</source>
            <translation>Laporan sementara</translation>
        </message>
        <message>
            <source>Bargaining</source>
            <translation>Nego</translation>
        </message>
        <message>
            <source>% off without a lead</source>
            <translation>% tanpa penanggung jawab</translation>
        </message>
        <message>
            <source>Without a code</source>
            <translation>Tanpa kode</translation>
        </message>
        <message>
            <source>Rp at least, 0 = maker's cheapest</source>
            <translation>Rp paling sedikit, 0 = termurah perajinnya</translation>
        </message>
        <message>
            <source>In the drawer</source>
            <translation>Isi laci</translation>
        </message>
        <message>
            <source>Rp at the most, 0 = any</source>
            <translation>Rp paling banyak, 0 = bebas</translation>
        </message>
        <message>
            <source>Lock after</source>
            <translation>Kunci setelah</translation>
        </message>
        <message>
            <source>minutes, 0 = never</source>
            <translation>menit, 0 = tidak pernah</translation>
        </message>
        <message>
            <source>Change the limits</source>
            <translation>Mengubah batas</translation>
        </message>
        <message>
            <source>Kept.</source>
            <translation>Disimpan.</translation>
        </message>
    </context>
    <context>
        <name>Countries</name>
        <message>
            <source>Indonesia</source>
            <translation>Indonesia</translation>
        </message>
        <message>
            <source>Australia</source>
            <translation>Australia</translation>
        </message>
        <message>
            <source>South Korea</source>
            <translation>Korea Selatan</translation>
        </message>
        <message>
            <source>Malaysia</source>
            <translation>Malaysia</translation>
        </message>
        <message>
            <source>Singapore</source>
            <translation>Singapura</translation>
        </message>
        <message>
            <source>Japan</source>
            <translation>Jepang</translation>
        </message>
        <message>
            <source>China</source>
            <translation>Tiongkok</translation>
        </message>
        <message>
            <source>Taiwan</source>
            <translation>Taiwan</translation>
        </message>
        <message>
            <source>Brunei</source>
            <translation>Brunei</translation>
        </message>
        <message>
            <source>Thailand</source>
            <translation>Thailand</translation>
        </message>
        <message>
            <source>India</source>
            <translation>India</translation>
        </message>
        <message>
            <source>Netherlands</source>
            <translation>Belanda</translation>
        </message>
        <message>
            <source>Germany</source>
            <translation>Jerman</translation>
        </message>
        <message>
            <source>France</source>
            <translation>Prancis</translation>
        </message>
        <message>
            <source>United Kingdom</source>
            <translation>Inggris</translation>
        </message>
        <message>
            <source>United States</source>
            <translation>Amerika Serikat</translation>
        </message>
    </context>
    <context>
        <name>CountryDialog</name>
        <message>
            <source>Where does the buyer come from?</source>
            <translation>Pembeli dari negara mana?</translation>
        </message>
        <message>
            <source>Take this</source>
            <translation>Pakai ini</translation>
        </message>
        <message>
            <source>Country code</source>
            <translation>Kode negara</translation>
        </message>
        <message>
            <source>Another country: its two letters, as NZ</source>
            <translation>Negara lain: dua huruf, misalnya NZ</translation>
        </message>
        <message>
            <source>Two letters, such as NZ.</source>
            <translation>Dua huruf, misalnya NZ.</translation>
        </message>
    </context>
    <context>
        <name>CountsDialog</name>
        <message>
            <source>Which counts for {0}?</source>
            <translation>Yang mana dihitung untuk {0}?</translation>
        </message>
        <message>
            <source>Decide</source>
            <translation>Putuskan</translation>
        </message>
        <message>
            <source>Phone both stands first. The other document is in no total then; ask where its money went.</source>
            <translation>Telepon kedua stan dulu. Dokumen yang lain tidak ada di jumlah mana pun; tanyakan uangnya ke mana.</translation>
        </message>
        <message>
            <source>both stands asked</source>
            <translation>kedua stan ditanya</translation>
        </message>
        <message>
            <source>the buyer asked</source>
            <translation>pembeli ditanya</translation>
        </message>
        <message>
            <source>Delivered: {0}
till {1} · {2} · {3}</source>
            <translation>Diserahkan: {0}
kasir {1} · {2} · {3}</translation>
        </message>
        <message>
            <source>Cancelled: {0}
till {1} · {2} · {3} went back</source>
            <translation>Dibatalkan: {0}
kasir {1} · {2} · {3} kembali</translation>
        </message>
        <message>
            <source>Choose one.</source>
            <translation>Pilih salah satu.</translation>
        </message>
    </context>
    <context>
        <name>DateDialog</name>
        <message>
            <source>Is today {0}?</source>
            <translation>Apakah hari ini {0}?</translation>
        </message>
        <message>
            <source>Yes, the date is right</source>
            <translation>Ya, tanggalnya benar</translation>
        </message>
        <message>
            <source>No, set the clock first</source>
            <translation>Tidak, betulkan jam dulu</translation>
        </message>
    </context>
    <context>
        <name>DayStates</name>
        <message>
            <source>○ not handed over yet</source>
            <translation>○ belum diserahkan</translation>
        </message>
        <message>
            <source>◐ written, not confirmed</source>
            <translation>◐ ditulis, menunggu dinas</translation>
        </message>
        <message>
            <source>● the office has it</source>
            <translation>● diterima dinas</translation>
        </message>
    </context>
    <context>
        <name>DaysList</name>
        <message>
            <source>Days and their hand-over</source>
            <translation>Hari dan penyerahannya</translation>
        </message>
    </context>
    <context>
        <name>DeliverDialog</name>
        <message>
            <source>Hand over {0}</source>
            <translation>Serahkan {0}</translation>
        </message>
        <message>
            <source>An order is being handed over. Finish it or go back first.</source>
            <translation>Sedang menyerahkan pesanan. Selesaikan atau kembali dulu.</translation>
        </message>
        <message>
            <source>The till is not open yet. Open it first.</source>
            <translation>Kasir belum dibuka. Buka dulu.</translation>
        </message>
        <message>
            <source>Hand over an order of a till that is not known here</source>
            <translation>Menyerahkan pesanan dari kasir yang tidak dikenal di sini</translation>
        </message>
        <message>
            <source>A stand lead has to allow it.</source>
            <translation>Harus diizinkan PJ stan.</translation>
        </message>
        <message>
            <source>Paid in all</source>
            <translation>Dibayar seluruhnya</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Kembalian</translation>
        </message>
        <message>
            <source>{0} is delivered.</source>
            <translation>{0} sudah diserahkan.</translation>
        </message>
    </context>
    <context>
        <name>DepositPanel</name>
        <message>
            <source>Half</source>
            <translation>Setengah</translation>
        </message>
        <message>
            <source>All of it</source>
            <translation>Semua</translation>
        </message>
        <message>
            <source>Another</source>
            <translation>Lain</translation>
        </message>
        <message>
            <source>Deposit</source>
            <translation>Uang muka</translation>
        </message>
        <message>
            <source>Mixed payment</source>
            <translation>Bayar campuran</translation>
        </message>
        <message>
            <source>Pay the deposit</source>
            <translation>Bayar uang muka</translation>
        </message>
        <message>
            <source>Price of the order</source>
            <translation>Harga pesanan</translation>
        </message>
        <message>
            <source>Remains at the delivery: {0}</source>
            <translation>Sisa saat diserahkan: {0}</translation>
        </message>
    </context>
    <context>
        <name>Differences</name>
        <message>
            <source>Balanced</source>
            <translation>Pas</translation>
        </message>
        <message>
            <source>Over {0}</source>
            <translation>Lebih {0}</translation>
        </message>
        <message>
            <source>Short {0}</source>
            <translation>Kurang {0}</translation>
        </message>
    </context>
    <context>
        <name>DiscountDialog</name>
        <message>
            <source>Discount in rupiah</source>
            <translation>Diskon dalam rupiah</translation>
        </message>
        <message>
            <source>Rupiah off</source>
            <translation>Potongan rupiah</translation>
        </message>
        <message>
            <source>Discount on the sale of {0}</source>
            <translation>Diskon untuk penjualan {0}</translation>
        </message>
        <message>
            <source>Take it off</source>
            <translation>Potong</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Tanpa diskon</translation>
        </message>
        <message>
            <source>To pay: {0}</source>
            <translation>Dibayar: {0}</translation>
        </message>
        <message>
            <source>That is more than the sale comes to.</source>
            <translation>Itu lebih besar dari jumlah penjualan.</translation>
        </message>
    </context>
    <context>
        <name>DonePanel</name>
        <message>
            <source>Done</source>
            <translation>Selesai</translation>
        </message>
        <message>
            <source>✓ Saved</source>
            <translation>✓ Tersimpan</translation>
        </message>
    </context>
    <context>
        <name>DueRow</name>
        <message>
            <source>1 week</source>
            <translation>1 minggu</translation>
        </message>
        <message>
            <source>2 weeks</source>
            <translation>2 minggu</translation>
        </message>
        <message>
            <source>1 month</source>
            <translation>1 bulan</translation>
        </message>
        <message>
            <source>Date</source>
            <translation>Tanggal</translation>
        </message>
        <message>
            <source>open</source>
            <translation>bebas</translation>
        </message>
    </context>
    <context>
        <name>EnglishNamesDialog</name>
        <message>
            <source>Code</source>
            <translation>Kode</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nama</translation>
        </message>
        <message>
            <source>Name in English</source>
            <translation>Nama bahasa Inggris</translation>
        </message>
        <message>
            <source>English names</source>
            <translation>Nama Inggris</translation>
        </message>
        <message>
            <source>Only goods without an English name</source>
            <translation>Hanya barang tanpa nama Inggris</translation>
        </message>
        <message>
            <source>What guests from abroad read</source>
            <translation>Yang dibaca tamu mancanegara</translation>
        </message>
        <message>
            <source>Store the names</source>
            <translation>Simpan nama</translation>
        </message>
        <message>
            <source>On English receipts, the buyer's screen, labels and the price list.</source>
            <translation>Di struk berbahasa Inggris, layar pembeli, label, dan daftar harga.</translation>
        </message>
    </context>
    <context>
        <name>EventCard</name>
        <message>
            <source>Target</source>
            <translation>Target</translation>
        </message>
        <message>
            <source>Total of the earlier fair</source>
            <translation>Total pameran terdahulu</translation>
        </message>
        <message>
            <source>Its days</source>
            <translation>Lamanya (hari)</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Pilih…</translation>
        </message>
        <message>
            <source>Paste</source>
            <translation>Tempel</translation>
        </message>
        <message>
            <source>may stay empty</source>
            <translation>boleh kosong</translation>
        </message>
        <message>
            <source>to {0}</source>
            <translation>ke {0}</translation>
        </message>
        <message>
            <source>no rounding</source>
            <translation>tanpa pembulatan</translation>
        </message>
        <message>
            <source>Event</source>
            <translation>Acara</translation>
        </message>
        <message>
            <source>Code</source>
            <translation>Kode</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nama</translation>
        </message>
        <message>
            <source>First day</source>
            <translation>Hari pertama</translation>
        </message>
        <message>
            <source>Last day</source>
            <translation>Hari terakhir</translation>
        </message>
        <message>
            <source>Cash rounding</source>
            <translation>Pembulatan tunai</translation>
        </message>
        <message>
            <source>Sheet of goods</source>
            <translation>Lembar barang</translation>
        </message>
        <message>
            <source>Foot of receipts</source>
            <translation>Kaki struk</translation>
        </message>
        <message>
            <source>Earlier fair</source>
            <translation>Pameran terdahulu</translation>
        </message>
        <message>
            <source>Its total</source>
            <translation>Totalnya</translation>
        </message>
        <message>
            <source>Nothing was copied. Copy the rows in the spreadsheet first.</source>
            <translation>Belum ada yang disalin. Salin dulu baris-barisnya di lembar kerja.</translation>
        </message>
        <message>
            <source>the copied rows</source>
            <translation>baris yang disalin</translation>
        </message>
    </context>
    <context>
        <name>ExportCard</name>
        <message>
            <source>Open the folder</source>
            <translation>Buka folder</translation>
        </message>
        <message>
            <source>Writing…</source>
            <translation>Menulis…</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) written to {0}</source>
            <translation>
                <numerusform>%n berkas ditulis ke {0}</numerusform>
            </translation>
        </message>
        <message>
            <source>Written, with something to look at.</source>
            <translation>Tertulis, ada yang perlu dilihat.</translation>
        </message>
        <message>
            <source>It was not written.</source>
            <translation>Tidak tertulis.</translation>
        </message>
    </context>
    <context>
        <name>FairsPage</name>
        <message>
            <source>Add books…</source>
            <translation>Tambah buku…</translation>
        </message>
        <message>
            <source>Only this book</source>
            <translation>Hanya buku ini</translation>
        </message>
        <message>
            <source>The same person</source>
            <translation>Orang yang sama</translation>
        </message>
        <message>
            <source>Not the same</source>
            <translation>Bukan orang yang sama</translation>
        </message>
        <message>
            <source>Save the workbook…</source>
            <translation>Simpan lembar kerja…</translation>
        </message>
        <message>
            <source>Fairs</source>
            <translation>Pameran</translation>
        </message>
        <message>
            <source>Days</source>
            <translation>Hari</translation>
        </message>
        <message>
            <source>Stands</source>
            <translation>Stan</translation>
        </message>
        <message>
            <source>Makers</source>
            <translation>Perajin</translation>
        </message>
        <message>
            <source>Countries</source>
            <translation>Negara</translation>
        </message>
        <message>
            <source>Months</source>
            <translation>Bulan</translation>
        </message>
        <message>
            <source>Years</source>
            <translation>Tahun</translation>
        </message>
        <message>
            <source>Several fairs</source>
            <translation>Beberapa pameran</translation>
        </message>
        <message numerus="yes">
            <source>%n book(s) are not added up: {0}. F6 says why.</source>
            <translation>
                <numerusform>%n buku tidak dijumlahkan: {0}. F6 menjelaskan sebabnya.</numerusform>
            </translation>
        </message>
        <message>
            <source>{0} ({1}) and {2} ({3}) may be one person: choose both rows, then F5.</source>
            <translation>{0} ({1}) dan {2} ({3}) mungkin satu orang: pilih kedua baris, lalu F5.</translation>
        </message>
        <message>
            <source>Makers are one person where code and name agree, or where you say so.</source>
            <translation>Perajin dianggap satu orang bila kode dan namanya sama, atau bila Anda yang menentukan.</translation>
        </message>
        <message>
            <source>Books of other fairs</source>
            <translation>Buku pameran lain</translation>
        </message>
        <message>
            <source>Save the workbook</source>
            <translation>Simpan lembar kerja</translation>
        </message>
        <message>
            <source>fairs</source>
            <translation>pameran</translation>
        </message>
        <message>
            <source>{0} is written.</source>
            <translation>{0} sudah ditulis.</translation>
        </message>
    </context>
    <context>
        <name>FiguresDialog</name>
        <message>
            <source>Copy the table</source>
            <translation>Salin tabel</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Tutup</translation>
        </message>
        <message>
            <source>Exact figures</source>
            <translation>Angka pasti</translation>
        </message>
        <message>
            <source>Nothing was sold yet.</source>
            <translation>Belum ada penjualan.</translation>
        </message>
        <message>
            <source>Copied. It can be pasted into a spreadsheet.</source>
            <translation>Tersalin. Bisa ditempel di lembar kerja.</translation>
        </message>
    </context>
    <context>
        <name>Finder</name>
        <message>
            <source>All</source>
            <translation>Semua</translation>
        </message>
        <message>
            <source>{0} stands in front now.</source>
            <translation>{0} sekarang tampil di depan.</translation>
        </message>
        <message>
            <source>{0} stands in its place again.</source>
            <translation>{0} kembali ke tempatnya.</translation>
        </message>
        <message>
            <source>Nothing found for “{0}”.</source>
            <translation>“{0}” tidak ditemukan.</translation>
        </message>
        <message numerus="yes">
            <source>%n product(s) · Down and Enter choose</source>
            <translation>
                <numerusform>%n produk · pilih dengan panah bawah dan Enter</numerusform>
            </translation>
        </message>
        <message>
            <source>{0} is on several products. Choose with Down and Enter.</source>
            <translation>{0} dipakai beberapa produk. Pilih dengan panah bawah dan Enter.</translation>
        </message>
        <message>
            <source>Unknown code {0}. Nothing was added. Type a part of the name, or scan again.</source>
            <translation>Kode {0} tidak dikenal. Tidak ada yang ditambahkan. Ketik sebagian nama, atau pindai lagi.</translation>
        </message>
    </context>
    <context>
        <name>FoldersDialog</name>
        <message>
            <source>Folders that fill themselves</source>
            <translation>Folder yang terisi sendiri</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Simpan</translation>
        </message>
        <message>
            <source>What arrives in these folders is checked and added by itself: a chat's downloads, a stick, a shared folder. Nothing in them is moved or deleted.</source>
            <translation>Yang masuk ke folder ini diperiksa dan ditambahkan sendiri: unduhan chat, flashdisk, folder bersama. Tidak ada yang dipindah atau dihapus.</translation>
        </message>
        <message>
            <source>Folders</source>
            <translation>Folder</translation>
        </message>
        <message>
            <source>Add a folder…</source>
            <translation>Tambah folder…</translation>
        </message>
        <message>
            <source>Watch it no longer</source>
            <translation>Jangan pantau lagi</translation>
        </message>
        <message>
            <source>Which folder?</source>
            <translation>Folder mana?</translation>
        </message>
        <message>
            <source>At most {0} folders are watched.</source>
            <translation>Paling banyak {0} folder yang dipantau.</translation>
        </message>
    </context>
    <context>
        <name>ForgetDialog</name>
        <message>
            <source>Delete the contact of {0}</source>
            <translation>Hapus kontak {0}</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Hapus</translation>
        </message>
        <message>
            <source>Name and contact are deleted for good. The order or inquiry stays.</source>
            <translation>Nama dan kontak dihapus selamanya. Pesanan atau minatnya tetap ada.</translation>
        </message>
    </context>
    <context>
        <name>GoodsModel</name>
        <message>
            <source>Name</source>
            <translation>Nama</translation>
        </message>
        <message>
            <source>Code</source>
            <translation>Kode</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>Kategori</translation>
        </message>
        <message>
            <source>Maker</source>
            <translation>Perajin</translation>
        </message>
        <message>
            <source>Price</source>
            <translation>Harga</translation>
        </message>
        <message>
            <source>Stock</source>
            <translation>Stok</translation>
        </message>
        <message>
            <source>Products</source>
            <translation>Produk</translation>
        </message>
    </context>
    <context>
        <name>GoodsNoteDialog</name>
        <message>
            <source>Save as A4</source>
            <translation>Simpan A4</translation>
        </message>
        <message>
            <source>Copy the text</source>
            <translation>Salin teks</translation>
        </message>
        <message>
            <source>Print</source>
            <translation>Cetak</translation>
        </message>
        <message>
            <source>Goods note</source>
            <translation>Nota titipan</translation>
        </message>
        <message>
            <source>QR code of the goods note</source>
            <translation>Kode QR nota titipan</translation>
        </message>
        <message>
            <source>The other till scans this code once: then its stock goes up.</source>
            <translation>Kasir tujuan memindai kode ini sekali: lalu stok di sana bertambah.</translation>
        </message>
        <message>
            <source>note {0} of {1}</source>
            <translation>nota {0} dari {1}</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Tutup</translation>
        </message>
        <message>
            <source>Next note</source>
            <translation>Nota berikutnya</translation>
        </message>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>dan %n lagi</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n piece(s), {0} at list prices</source>
            <translation>
                <numerusform>%n buah, {0} harga daftar</numerusform>
            </translation>
        </message>
        <message>
            <source>Copied. At the other till it is pasted on the goods screen.</source>
            <translation>Tersalin. Di kasir tujuan, tempel di layar barang.</translation>
        </message>
        <message>
            <source>Saved: {0}</source>
            <translation>Disimpan: {0}</translation>
        </message>
        <message>
            <source>It is being printed.</source>
            <translation>Sedang dicetak.</translation>
        </message>
    </context>
    <context>
        <name>GoodsNotesDialog</name>
        <message>
            <source>Send goods</source>
            <translation>Kirim barang</translation>
        </message>
        <message>
            <source>Take a note in</source>
            <translation>Terima nota</translation>
        </message>
        <message>
            <source>Show the code</source>
            <translation>Tampilkan kode</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Tutup</translation>
        </message>
        <message>
            <source>Goods between stands</source>
            <translation>Barang antarstan</translation>
        </message>
        <message>
            <source>Pieces leave the stock here when the note is made, and enter it there when the other till scans the note. A note that is scanned here on any screen is taken in, too.</source>
            <translation>Stok di sini berkurang saat nota dibuat, dan bertambah di sana saat kasir tujuan memindai notanya. Nota dari stan lain bisa dipindai di layar mana pun.</translation>
        </message>
        <message>
            <source>Notes of goods</source>
            <translation>Nota titipan</translation>
        </message>
        <message numerus="yes">
            <source>→ {0}  ·  %n piece(s)  ·  {1}  ·  {2}</source>
            <translation>
                <numerusform>→ {0}  ·  %n buah  ·  {1}  ·  {2}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>← {0}  ·  %n piece(s)  ·  {1}  ·  {2}</source>
            <translation>
                <numerusform>← {0}  ·  %n buah  ·  {1}  ·  {2}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>GridPage</name>
        <message>
            <source>Worth a look over all stands</source>
            <translation>Perlu dilihat di semua stan</translation>
        </message>
        <message>
            <source>Write the stand packs…</source>
            <translation>Tulis paket stan…</translation>
        </message>
        <message>
            <source>No file yet. Drag files or folders from a stick or a chat anywhere into this window.</source>
            <translation>Belum ada berkas. Seret berkas atau folder dari stik USB atau obrolan ke mana saja di jendela ini.</translation>
        </message>
        <message>
            <source>Before the fair: one signed file for each till, with its codes and goods.</source>
            <translation>Sebelum pameran: satu berkas bertanda tangan untuk setiap kasir, dengan kode dan barangnya.</translation>
        </message>
        <message>
            <source>Tills × days</source>
            <translation>Kasir × hari</translation>
        </message>
        <message>
            <source>Trouble first</source>
            <translation>Bermasalah dulu</translation>
        </message>
        <message>
            <source>interim</source>
            <translation>sementara</translation>
        </message>
        <message>
            <source>by photo</source>
            <translation>lewat foto</translation>
        </message>
        <message>
            <source>decided</source>
            <translation>diputuskan</translation>
        </message>
        <message>
            <source>Worth a look  ·  {0}  ·  {1}</source>
            <translation>Perlu dilihat  ·  {0}  ·  {1}</translation>
        </message>
    </context>
    <context>
        <name>GridView</name>
        <message>
            <source>Tills and days</source>
            <translation>Kasir dan hari</translation>
        </message>
    </context>
    <context>
        <name>GuideDialog</name>
        <message>
            <source>All keys</source>
            <translation>Semua tombol</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Tutup</translation>
        </message>
        <message>
            <source>Guide</source>
            <translation>Panduan</translation>
        </message>
        <message>
            <source>Search: printer, PIN, stick…</source>
            <translation>Cari: printer, PIN, stik…</translation>
        </message>
        <message>
            <source>Search the guide</source>
            <translation>Cari di panduan</translation>
        </message>
        <message>
            <source>Places in the guide</source>
            <translation>Bagian panduan</translation>
        </message>
        <message>
            <source>Nothing found.</source>
            <translation>Tidak ditemukan.</translation>
        </message>
    </context>
    <context>
        <name>HandoverBox</name>
        <message>
            <source>Choose…</source>
            <translation>Pilih…</translation>
        </message>
        <message>
            <source>Note receipt</source>
            <translation>Catat</translation>
        </message>
        <message>
            <source>Send by chat</source>
            <translation>Kirim</translation>
        </message>
        <message>
            <source>By photo</source>
            <translation>Lewat foto</translation>
        </message>
        <message>
            <source>Write the day file</source>
            <translation>Tulis berkas harian</translation>
        </message>
        <message>
            <source>Hand over to the office</source>
            <translation>Serahkan ke dinas</translation>
        </message>
        <message>
            <source>The code stands on the closing slip too. Paper and file must agree.</source>
            <translation>Kode ini juga tercetak di slip tutup. Kertas dan berkas harus sama.</translation>
        </message>
        <message>
            <source>Folder or USB stick</source>
            <translation>Folder atau stik USB</translation>
        </message>
        <message>
            <source>Receipt code from the office</source>
            <translation>Kode tanda terima dari dinas</translation>
        </message>
        <message>
            <source>{0} (locked)</source>
            <translation>{0} (terkunci)</translation>
        </message>
        <message numerus="yes">
            <source>Write %n days to {0}</source>
            <translation>
                <numerusform>Tulis %n hari ke {0}</numerusform>
            </translation>
        </message>
        <message>
            <source>Write to stick {0}</source>
            <translation>Tulis ke stik {0}</translation>
        </message>
        <message numerus="yes">
            <source>Write %n day files</source>
            <translation>
                <numerusform>Tulis %n berkas harian</numerusform>
            </translation>
        </message>
        <message>
            <source>Written and read back: {0}
Code {1}. Hand this file to the office.</source>
            <translation>Tertulis dan dibaca ulang: {0}
Kode {1}. Serahkan berkas ini ke dinas.</translation>
        </message>
        <message>
            <source>Writing… The till can go on selling.</source>
            <translation>Menulis… Kasir bisa tetap berjualan.</translation>
        </message>
        <message>
            <source>Drag the file into the chat, then paste: the message is copied.</source>
            <translation>Seret berkasnya ke obrolan, lalu tempel: pesannya sudah disalin.</translation>
        </message>
        <message>
            <source>The message is copied. Attach the file from {0}.</source>
            <translation>Pesannya sudah disalin. Lampirkan berkas dari {0}.</translation>
        </message>
        <message>
            <source>The office has revision {0} of {1}. A newer one is still owed.</source>
            <translation>Dinas punya revisi {0} dari {1}. Revisi yang lebih baru belum diserahkan.</translation>
        </message>
        <message>
            <source>That the office has {0} was noted before.</source>
            <translation>{0} memang sudah dicatat diterima dinas.</translation>
        </message>
        <message>
            <source>The office has {0}, code {1}. This day is handed over.</source>
            <translation>{0} sudah diterima dinas, kode {1}. Hari ini selesai diserahkan.</translation>
        </message>
    </context>
    <context>
        <name>Headline</name>
        <message>
            <source>Whom to phone</source>
            <translation>Siapa ditelepon</translation>
        </message>
        <message>
            <source>Confirmed turnover through {0}</source>
            <translation>Omzet terkonfirmasi sampai {0}</translation>
        </message>
        <message>
            <source>Worth a look ({0})</source>
            <translation>Perlu dilihat ({0})</translation>
        </message>
        <message>
            <source>{0} of the target {1}</source>
            <translation>{0} dari target {1}</translation>
        </message>
        <message>
            <source>{0} if it had had {1} days</source>
            <translation>{0} bila lamanya {1} hari</translation>
        </message>
    </context>
    <context>
        <name>HeldDialog</name>
        <message>
            <source>Held carts</source>
            <translation>Keranjang yang ditahan</translation>
        </message>
        <message>
            <source>Take up again</source>
            <translation>Lanjutkan</translation>
        </message>
        <message numerus="yes">
            <source>{0}  ·  {1}  ·  {2}  ·  %n piece(s)</source>
            <translation>
                <numerusform>{0}  ·  {1}  ·  {2}  ·  %n buah</numerusform>
            </translation>
        </message>
        <message>
            <source>Choose one.</source>
            <translation>Pilih salah satu.</translation>
        </message>
    </context>
    <context>
        <name>HelpCard</name>
        <message>
            <source>Help from afar</source>
            <translation>Bantuan dari jauh</translation>
        </message>
        <message>
            <source>Bundle for help…</source>
            <translation>Bundel untuk bantuan…</translation>
        </message>
        <message>
            <source>Look it up</source>
            <translation>Cari artinya</translation>
        </message>
        <message>
            <source>One file for whoever helps you: versions, checks, settings, the log and figures of this laptop. No PIN, key, name, contact or amount is in it.</source>
            <translation>Satu berkas untuk yang membantu: versi, pemeriksaan, pengaturan, catatan kejadian dan data laptop ini. Tanpa PIN, kunci, nama, kontak atau jumlah rupiah.</translation>
        </message>
        <message>
            <source>Code on the screen</source>
            <translation>Kode di layar</translation>
        </message>
        <message>
            <source>Where should the bundle lie?</source>
            <translation>Bundel disimpan di mana?</translation>
        </message>
        <message>
            <source>The bundle is there, send it: {0}</source>
            <translation>Bundel sudah jadi, kirimkan: {0}</translation>
        </message>
    </context>
    <context>
        <name>HelpDialog</name>
        <message>
            <source>Help from afar</source>
            <translation>Bantuan dari jauh</translation>
        </message>
        <message>
            <source>Done</source>
            <translation>Selesai</translation>
        </message>
    </context>
    <context>
        <name>HelpOverlay</name>
        <message>
            <source>pay; once more: exact cash</source>
            <translation>bayar; sekali lagi: uang pas</translation>
        </message>
        <message>
            <source>three of the next piece</source>
            <translation>tiga buah barang berikutnya</translation>
        </message>
        <message>
            <source>one more, one less</source>
            <translation>tambah satu, kurang satu</translation>
        </message>
        <message>
            <source>choose a line</source>
            <translation>pilih baris</translation>
        </message>
        <message>
            <source>take the line out</source>
            <translation>hapus baris</translation>
        </message>
        <message>
            <source>Everywhere</source>
            <translation>Di mana saja</translation>
        </message>
        <message>
            <source>the screens at the left</source>
            <translation>layar di sebelah kiri</translation>
        </message>
        <message>
            <source>back, or empty the box</source>
            <translation>kembali, atau kosongkan kotak</translation>
        </message>
        <message>
            <source>the next button or box</source>
            <translation>tombol atau kotak berikutnya</translation>
        </message>
        <message>
            <source>this page</source>
            <translation>halaman ini</translation>
        </message>
        <message>
            <source>twelve labels of that product</source>
            <translation>dua belas label barang itu</translation>
        </message>
        <message>
            <source>close the till after the count</source>
            <translation>tutup kasir setelah dihitung</translation>
        </message>
        <message>
            <source>Guide</source>
            <translation>Panduan</translation>
        </message>
        <message>
            <source>Understood</source>
            <translation>Mengerti</translation>
        </message>
        <message>
            <source>All keys</source>
            <translation>Semua tombol</translation>
        </message>
        <message>
            <source>a piece without a code</source>
            <translation>barang tanpa kode</translation>
        </message>
        <message>
            <source>bargained price</source>
            <translation>harga nego</translation>
        </message>
        <message>
            <source>discount on the sale</source>
            <translation>diskon penjualan</translation>
        </message>
        <message>
            <source>note on the line</source>
            <translation>catatan pada baris</translation>
        </message>
        <message>
            <source>put the cart aside</source>
            <translation>simpan keranjang</translation>
        </message>
        <message>
            <source>take up a held cart</source>
            <translation>ambil keranjang tersimpan</translation>
        </message>
        <message>
            <source>where the buyer comes from</source>
            <translation>asal pembeli</translation>
        </message>
        <message>
            <source>pay in several ways</source>
            <translation>bayar campuran</translation>
        </message>
        <message>
            <source>pay by QRIS</source>
            <translation>bayar dengan QRIS</translation>
        </message>
        <message>
            <source>pay by transfer</source>
            <translation>bayar dengan transfer</translation>
        </message>
        <message>
            <source>pay by card</source>
            <translation>bayar dengan kartu</translation>
        </message>
        <message>
            <source>show a product in front</source>
            <translation>tampilkan produk di depan</translation>
        </message>
        <message>
            <source>larger tiles</source>
            <translation>ubin lebih besar</translation>
        </message>
        <message>
            <source>smaller tiles</source>
            <translation>ubin lebih kecil</translation>
        </message>
        <message>
            <source>print a copy</source>
            <translation>cetak salinan</translation>
        </message>
        <message>
            <source>return pieces</source>
            <translation>kembalikan barang</translation>
        </message>
        <message>
            <source>void</source>
            <translation>batalkan</translation>
        </message>
        <message>
            <source>edit</source>
            <translation>ubah</translation>
        </message>
        <message>
            <source>new product</source>
            <translation>barang baru</translation>
        </message>
        <message>
            <source>stock</source>
            <translation>stok</translation>
        </message>
        <message>
            <source>photo</source>
            <translation>foto</translation>
        </message>
        <message>
            <source>slip of goods with a maker</source>
            <translation>berita acara dengan perajin</translation>
        </message>
        <message>
            <source>import</source>
            <translation>impor</translation>
        </message>
        <message>
            <source>export</source>
            <translation>ekspor</translation>
        </message>
        <message>
            <source>English names</source>
            <translation>nama Inggris</translation>
        </message>
        <message>
            <source>paste a list</source>
            <translation>tempel daftar</translation>
        </message>
        <message>
            <source>example of a list</source>
            <translation>contoh daftar</translation>
        </message>
        <message>
            <source>goods between stands</source>
            <translation>barang antarstan</translation>
        </message>
        <message>
            <source>makers' cards</source>
            <translation>kartu perajin</translation>
        </message>
        <message>
            <source>sheet or roll</source>
            <translation>lembar atau rol</translation>
        </message>
        <message>
            <source>as many as in stock</source>
            <translation>sebanyak stok</translation>
        </message>
        <message>
            <source>none</source>
            <translation>kosongkan</translation>
        </message>
        <message>
            <source>give numbers</source>
            <translation>beri nomor</translation>
        </message>
        <message>
            <source>test page</source>
            <translation>halaman uji</translation>
        </message>
        <message>
            <source>save as a file</source>
            <translation>simpan sebagai berkas</translation>
        </message>
        <message>
            <source>print</source>
            <translation>cetak</translation>
        </message>
        <message>
            <source>preview</source>
            <translation>pratinjau</translation>
        </message>
        <message>
            <source>another date</source>
            <translation>ubah tanggal</translation>
        </message>
        <message>
            <source>print its paper</source>
            <translation>cetak bukti</translation>
        </message>
        <message>
            <source>hand the order over</source>
            <translation>serahkan pesanan</translation>
        </message>
        <message>
            <source>the buyer's contact</source>
            <translation>kontak pembeli</translation>
        </message>
        <message>
            <source>cancel the order</source>
            <translation>batalkan pesanan</translation>
        </message>
        <message>
            <source>find by the buyer's name</source>
            <translation>cari nama pembeli</translation>
        </message>
        <message>
            <source>show the ways of paying</source>
            <translation>tampilkan cara bayar</translation>
        </message>
        <message>
            <source>worth a look</source>
            <translation>perlu dilihat</translation>
        </message>
        <message>
            <source>reports and lists</source>
            <translation>laporan dan daftar</translation>
        </message>
        <message>
            <source>save the figures</source>
            <translation>simpan angka-angka</translation>
        </message>
        <message>
            <source>hand the drawer over</source>
            <translation>serahkan laci</translation>
        </message>
        <message>
            <source>interim total for the office</source>
            <translation>laporan sementara untuk dinas</translation>
        </message>
        <message>
            <source>open the drawer</source>
            <translation>buka laci</translation>
        </message>
        <message>
            <source>count and close</source>
            <translation>hitung dan tutup</translation>
        </message>
        <message>
            <source>a second person counts</source>
            <translation>orang kedua menghitung</translation>
        </message>
        <message>
            <source>worth a look, after the close</source>
            <translation>perlu dilihat, sesudah tutup</translation>
        </message>
        <message>
            <source>the closed day by photo</source>
            <translation>hari yang ditutup lewat foto</translation>
        </message>
        <message>
            <source>the guide, at this screen</source>
            <translation>panduan untuk layar ini</translation>
        </message>
        <message>
            <source>who made this piece</source>
            <translation>siapa pembuatnya</translation>
        </message>
        <message>
            <source>money into the safe</source>
            <translation>uang ke brankas</translation>
        </message>
        <message>
            <source>another person at the till</source>
            <translation>ganti kasir</translation>
        </message>
        <message>
            <source>use the offered stick</source>
            <translation>pakai stik yang ditawarkan</translation>
        </message>
        <message>
            <source>lock the till</source>
            <translation>kunci kasir</translation>
        </message>
        <message>
            <source>order with a deposit</source>
            <translation>pesanan dengan uang muka</translation>
        </message>
        <message>
            <source>inquiry of a guest</source>
            <translation>minat tamu</translation>
        </message>
    </context>
    <context>
        <name>ImportDialog</name>
        <message>
            <source>Goods without a maker are of</source>
            <translation>Barang tanpa perajin milik</translation>
        </message>
        <message>
            <source>Take goods from {0}</source>
            <translation>Ambil barang dari {0}</translation>
        </message>
        <message>
            <source>Take them</source>
            <translation>Ambil</translation>
        </message>
        <message>
            <source>Sheet of the workbook</source>
            <translation>Lembar di berkas</translation>
        </message>
        <message>
            <source>the stand itself ({0})</source>
            <translation>stan sendiri ({0})</translation>
        </message>
        <message>
            <source>What becomes of each row</source>
            <translation>Apa yang terjadi dengan tiap baris</translation>
        </message>
        <message>
            <source>leave</source>
            <translation>biarkan</translation>
        </message>
        <message>
            <source>as in the sheet</source>
            <translation>seperti di lembar</translation>
        </message>
        <message>
            <source>add the sheet's</source>
            <translation>tambah dari lembar</translation>
        </message>
        <message>
            <source>Stock of goods that are known already</source>
            <translation>Stok barang yang sudah ada</translation>
        </message>
        <message>
            <source>{0} new  ·  {1} changed  ·  {2} as before  ·  {3} left out</source>
            <translation>{0} baru  ·  {1} berubah  ·  {2} tetap  ·  {3} dilewati</translation>
        </message>
        <message>
            <source>Take the good rows</source>
            <translation>Ambil baris yang benar</translation>
        </message>
        <message>
            <source>Choose which column is: {0}.</source>
            <translation>Pilih kolom untuk: {0}.</translation>
        </message>
        <message>
            <source>Nothing in it can be taken. Mend the sheet.</source>
            <translation>Tidak ada yang bisa diambil. Perbaiki lembarnya.</translation>
        </message>
        <message>
            <source>Rows with an error are left out; better mend the sheet first.</source>
            <translation>Baris yang salah dilewati; lebih baik perbaiki dulu lembarnya.</translation>
        </message>
        <message numerus="yes">
            <source>Every row can be taken; %n of them get a code.</source>
            <translation>
                <numerusform>Semua baris bisa diambil; %n di antaranya dibuatkan kode.</numerusform>
            </translation>
        </message>
        <message>
            <source>Every row can be taken.</source>
            <translation>Semua baris bisa diambil.</translation>
        </message>
        <message numerus="yes">
            <source>… and %n more</source>
            <translation>
                <numerusform>… dan %n lagi</numerusform>
            </translation>
        </message>
        <message>
            <source>new</source>
            <translation>baru</translation>
        </message>
        <message>
            <source>as before</source>
            <translation>tetap</translation>
        </message>
        <message>
            <source>changed</source>
            <translation>berubah</translation>
        </message>
        <message>
            <source>Row {0}</source>
            <translation>Baris {0}</translation>
        </message>
    </context>
    <context>
        <name>InquiryDialog</name>
        <message>
            <source>For</source>
            <translation>Untuk</translation>
        </message>
        <message>
            <source>About how many</source>
            <translation>Kira-kira berapa</translation>
        </message>
        <message>
            <source>By when</source>
            <translation>Kapan jadi</translation>
        </message>
        <message>
            <source>How likely</source>
            <translation>Seberapa minat</translation>
        </message>
        <message>
            <source>Photo of the card</source>
            <translation>Foto kartu nama</translation>
        </message>
        <message>
            <source>Maker's card for the guest</source>
            <translation>Kartu perajin untuk tamu</translation>
        </message>
        <message>
            <source>Inquiry</source>
            <translation>Minat</translation>
        </message>
        <message>
            <source>Note it</source>
            <translation>Catat</translation>
        </message>
        <message>
            <source>or a maker, without a piece</source>
            <translation>atau perajin, tanpa barang</translation>
        </message>
        <message>
            <source>Maker</source>
            <translation>Perajin</translation>
        </message>
        <message>
            <source>Looked at</source>
            <translation>Yang dilihat</translation>
        </message>
        <message>
            <source>{0} is no piece of this till.</source>
            <translation>{0} bukan barang kasir ini.</translation>
        </message>
        <message>
            <source>Scan what the guest looks at.</source>
            <translation>Pindai yang dilihat tamu.</translation>
        </message>
        <message>
            <source>This maker has no card yet.</source>
            <translation>Perajin ini belum punya kartu.</translation>
        </message>
        <message>
            <source>Scan a piece, or choose a maker.</source>
            <translation>Pindai barang, atau pilih perajin.</translation>
        </message>
        <message>
            <source>Ask the guest whether we may keep the contact, or empty these boxes.</source>
            <translation>Tanyakan apakah kontak boleh disimpan, atau kosongkan kotaknya.</translation>
        </message>
    </context>
    <context>
        <name>InquiryFacts</name>
        <message>
            <source>Looked at</source>
            <translation>Yang dilihat</translation>
        </message>
        <message>
            <source>Makers</source>
            <translation>Perajin</translation>
        </message>
        <message>
            <source>For</source>
            <translation>Untuk</translation>
        </message>
        <message>
            <source>About how many</source>
            <translation>Kira-kira berapa</translation>
        </message>
        <message>
            <source>By when</source>
            <translation>Kapan jadi</translation>
        </message>
        <message>
            <source>How likely</source>
            <translation>Seberapa minat</translation>
        </message>
        <message>
            <source>Country</source>
            <translation>Negara</translation>
        </message>
    </context>
    <context>
        <name>InterimClock</name>
        <message>
            <source>Interim total of {0} is ready for the office: Till, F7.</source>
            <translation>Laporan sementara pukul {0} siap untuk dinas: Kasir, F7.</translation>
        </message>
    </context>
    <context>
        <name>InterimDialog</name>
        <message>
            <source>Copy the message</source>
            <translation>Salin pesannya</translation>
        </message>
        <message>
            <source>Print</source>
            <translation>Cetak</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Tutup</translation>
        </message>
        <message>
            <source>Interim total</source>
            <translation>Laporan sementara</translation>
        </message>
        <message>
            <source>QR code of the interim total</source>
            <translation>Kode QR laporan sementara</translation>
        </message>
        <message numerus="yes">
            <source>%n sale(s) so far</source>
            <translation>
                <numerusform>%n penjualan sejauh ini</numerusform>
            </translation>
        </message>
        <message>
            <source>Code {0}</source>
            <translation>Kode {0}</translation>
        </message>
        <message>
            <source>The office takes a photo of this code, or the message by chat. The till sells on and the drawer stays uncounted; the close still has to come.</source>
            <translation>Dinas memotret kode ini, atau menerima pesannya lewat chat. Kasir tetap berjualan dan laci belum dihitung; tutup kasir tetap harus dilakukan.</translation>
        </message>
        <message>
            <source>Copied. Paste it into the chat with the office.</source>
            <translation>Tersalin. Tempel di chat dengan dinas.</translation>
        </message>
        <message>
            <source>It is being printed.</source>
            <translation>Sedang dicetak.</translation>
        </message>
    </context>
    <context>
        <name>JobsDialog</name>
        <message>
            <source>Save as PDF</source>
            <translation>Simpan PDF</translation>
        </message>
        <message>
            <source>Do not print</source>
            <translation>Tidak usah dicetak</translation>
        </message>
        <message>
            <source>To another printer</source>
            <translation>Ke printer lain</translation>
        </message>
        <message>
            <source>Not printed yet</source>
            <translation>Belum tercetak</translation>
        </message>
        <message>
            <source>Print again</source>
            <translation>Cetak lagi</translation>
        </message>
        <message>
            <source>Receipt</source>
            <translation>Struk</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Salinan</translation>
        </message>
        <message>
            <source>Order slip</source>
            <translation>Lembar pesanan</translation>
        </message>
        <message>
            <source>Closing slip</source>
            <translation>Slip tutup</translation>
        </message>
        <message>
            <source>Interim total</source>
            <translation>Laporan sementara</translation>
        </message>
        <message>
            <source>Codes of a day</source>
            <translation>Kode satu hari</translation>
        </message>
        <message>
            <source>Test slip</source>
            <translation>Tes printer</translation>
        </message>
        <message>
            <source>Drawer</source>
            <translation>Laci</translation>
        </message>
        <message>
            <source>Labels</source>
            <translation>Label</translation>
        </message>
        <message>
            <source>waits</source>
            <translation>menunggu</translation>
        </message>
        <message>
            <source>is being printed</source>
            <translation>sedang dicetak</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>gagal</translation>
        </message>
        <message>
            <source>Receipt saved: {0}</source>
            <translation>Struk disimpan: {0}</translation>
        </message>
    </context>
    <context>
        <name>KeyButton</name>
        <message>
            <source>needs a stand lead</source>
            <translation>perlu penanggung jawab stan</translation>
        </message>
    </context>
    <context>
        <name>KeyCard</name>
        <message>
            <source>Make a new key</source>
            <translation>Buat kunci baru</translation>
        </message>
        <message>
            <source>QR code of the till's key</source>
            <translation>Kode QR kunci kasir</translation>
        </message>
        <message>
            <source>Key of this till</source>
            <translation>Kunci kasir ini</translation>
        </message>
        <message>
            <source>The key is back, from the safety folder. Nothing has to be told.</source>
            <translation>Kunci sudah kembali, dari folder pengaman. Tidak ada yang perlu diberitahukan.</translation>
        </message>
        <message>
            <source>The new key is there. Tell the office its code: {0}</source>
            <translation>Kunci baru sudah ada. Sebutkan kodenya ke dinas: {0}</translation>
        </message>
        <message>
            <source>The office's stand pack has vouched for this key. Nothing is left to do.</source>
            <translation>Paket stan dari dinas sudah menjamin kunci ini. Tidak ada lagi yang perlu dilakukan.</translation>
        </message>
        <message>
            <source>By this key the office knows that the day files are this laptop's. Let it scan the code, or read the eight characters to it by phone.</source>
            <translation>Dengan kunci ini dinas tahu bahwa berkas harian berasal dari laptop ini. Biarkan dinas memindai kodenya, atau bacakan delapan huruf dan angka itu lewat telepon.</translation>
        </message>
    </context>
    <context>
        <name>LabelModel</name>
        <message>
            <source>Labels</source>
            <translation>Label</translation>
        </message>
    </context>
    <context>
        <name>LabelPrinterCard</name>
        <message>
            <source>none: labels as PDF</source>
            <translation>tidak ada: label sebagai PDF</translation>
        </message>
        <message>
            <source>{0}, prints {1} mm</source>
            <translation>{0}, mencetak {1} mm</translation>
        </message>
    </context>
    <context>
        <name>LabelsScreen</name>
        <message>
            <source>As many as in stock</source>
            <translation>Sebanyak stok</translation>
        </message>
        <message>
            <source>None</source>
            <translation>Kosongkan</translation>
        </message>
        <message>
            <source>Give numbers</source>
            <translation>Beri nomor</translation>
        </message>
        <message>
            <source>Name, code, maker… or how many: 12 Enter</source>
            <translation>Nama, kode, perajin… atau jumlah: 12 Enter</translation>
        </message>
        <message>
            <source>Find a product, or type how many labels</source>
            <translation>Cari barang, atau ketik jumlah label</translation>
        </message>
        <message>
            <source>Nothing found.</source>
            <translation>Tidak ditemukan.</translation>
        </message>
        <message>
            <source>No goods yet.</source>
            <translation>Belum ada barang.</translation>
        </message>
        <message>
            <source>All goods that are to be labelled have a barcode.</source>
            <translation>Semua barang yang akan dilabeli sudah punya barcode.</translation>
        </message>
        <message>
            <source>Give barcode numbers</source>
            <translation>Memberi nomor barcode</translation>
        </message>
        <message numerus="yes">
            <source>%n number(s) given.</source>
            <translation>
                <numerusform>%n nomor diberikan.</numerusform>
            </translation>
        </message>
        <message>
            <source>Choose goods: Enter or + adds a label, a number sets how many.</source>
            <translation>Pilih barang: Enter atau + menambah label, angka menentukan jumlahnya.</translation>
        </message>
        <message numerus="yes">
            <source>%n label(s)</source>
            <translation>
                <numerusform>%n label</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n sheet(s)</source>
            <translation>
                <numerusform>%n lembar</numerusform>
            </translation>
        </message>
        <message>
            <source>Print at 100 %</source>
            <translation>Cetak pada 100 %</translation>
        </message>
        <message>
            <source>Test page of {0}</source>
            <translation>Halaman uji {0}</translation>
        </message>
        <message>
            <source>Labels</source>
            <translation>Label</translation>
        </message>
        <message>
            <source>Labels saved: {0}</source>
            <translation>Label disimpan: {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n label(s) sent to the label printer.</source>
            <translation>
                <numerusform>%n label dikirim ke printer label.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LetterheadDialog</name>
        <message>
            <source>Letterhead of the papers</source>
            <translation>Kop surat</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Simpan</translation>
        </message>
        <message>
            <source>Choose a logo…</source>
            <translation>Pilih logo…</translation>
        </message>
        <message>
            <source>No logo</source>
            <translation>Tanpa logo</translation>
        </message>
        <message>
            <source>Issued by, as: Dekranasda Kota Balikpapan</source>
            <translation>Penerbit, misalnya: Dekranasda Kota Balikpapan</translation>
        </message>
        <message>
            <source>Place, as: Balikpapan</source>
            <translation>Tempat, misalnya: Balikpapan</translation>
        </message>
        <message>
            <source>The logo as it is printed</source>
            <translation>Logo seperti yang dicetak</translation>
        </message>
        <message>
            <source>A logo for the papers</source>
            <translation>Logo untuk kop surat</translation>
        </message>
        <message>
            <source>This file is not a picture that can be printed.</source>
            <translation>Berkas ini bukan gambar yang dapat dicetak.</translation>
        </message>
    </context>
    <context>
        <name>LightDialog</name>
        <message>
            <source>Show the codes</source>
            <translation>Tampilkan kode</translation>
        </message>
        <message>
            <source>On A4 paper</source>
            <translation>Di kertas A4</translation>
        </message>
        <message>
            <source>On the roll</source>
            <translation>Di rol struk</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Tutup</translation>
        </message>
        <message>
            <source>By photo</source>
            <translation>Lewat foto</translation>
        </message>
        <message>
            <source>The whole day stands in codes. Photograph every screen with a telephone and send the photos to the office by chat. Set the screen to its brightest.</source>
            <translation>Seluruh hari ada dalam kode. Foto setiap layar dengan HP, lalu kirim fotonya ke dinas lewat chat. Atur layar paling terang.</translation>
        </message>
        <message>
            <source>Practice: the office does not count these codes.</source>
            <translation>Latihan: dinas tidak menghitung kode ini.</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Hari</translation>
        </message>
        <message>
            <source>Preparing the codes…</source>
            <translation>Menyiapkan kode…</translation>
        </message>
        <message numerus="yes">
            <source>%n screen(s)</source>
            <translation>
                <numerusform>%n layar</numerusform>
            </translation>
        </message>
        <message>
            <source>any {0} of {1} codes are enough</source>
            <translation>{0} dari {1} kode sudah cukup, yang mana saja</translation>
        </message>
        <message numerus="yes">
            <source>All %n screen(s) were shown. Wait for the office's receipt.</source>
            <translation>
                <numerusform>Semua %n layar sudah ditampilkan. Tunggu kode terima dari dinas.</numerusform>
            </translation>
        </message>
        <message>
            <source>{0} of {1} screens were shown. The office asks for what it lacks.</source>
            <translation>{0} dari {1} layar sudah ditampilkan. Dinas meminta yang masih kurang.</translation>
        </message>
        <message>
            <source>Codes of a day</source>
            <translation>Kode satu hari</translation>
        </message>
        <message>
            <source>Photograph half a sheet at a time, or give the paper.</source>
            <translation>Foto setengah lembar setiap kali, atau serahkan kertasnya.</translation>
        </message>
        <message>
            <source>The codes are being printed.</source>
            <translation>Kode sedang dicetak.</translation>
        </message>
    </context>
    <context>
        <name>LightScreens</name>
        <message>
            <source>By photo</source>
            <translation>Lewat foto</translation>
        </message>
        <message>
            <source>Preparing the codes…</source>
            <translation>Menyiapkan kode…</translation>
        </message>
        <message>
            <source>Turns by itself · P stop · Esc end</source>
            <translation>Berganti sendiri · P berhenti · Esc selesai</translation>
        </message>
        <message>
            <source>Brightest screen, whole screen in the photo · Enter next · ← back · number: that screen · P by itself · Esc end</source>
            <translation>Layar paling terang, seluruh layar masuk foto · Enter lanjut · ← kembali · angka: layar itu · P berganti sendiri · Esc selesai</translation>
        </message>
    </context>
    <context>
        <name>LockScreen</name>
        <message>
            <source>Open</source>
            <translation>Buka</translation>
        </message>
        <message>
            <source>The till is locked</source>
            <translation>Kasir terkunci</translation>
        </message>
        <message>
            <source>The cart is kept. Open it with your PIN.</source>
            <translation>Keranjang tetap tersimpan. Buka dengan PIN Anda.</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>Printer</source>
            <translation>Printer</translation>
        </message>
        <message>
            <source>Till {0}</source>
            <translation>Kasir {0}</translation>
        </message>
        <message>
            <source>All keys</source>
            <translation>Semua tombol</translation>
        </message>
        <message>
            <source>Stand {0}</source>
            <translation>Stan {0}</translation>
        </message>
        <message>
            <source>{0} · Till {1}</source>
            <translation>{0} · Kasir {1}</translation>
        </message>
        <message>
            <source>● Open</source>
            <translation>● Kasir buka</translation>
        </message>
        <message>
            <source>○ Till not open</source>
            <translation>○ Kasir belum dibuka</translation>
        </message>
        <message numerus="yes">
            <source>Not yet handed over: %n sale(s)</source>
            <translation>
                <numerusform>Belum diserahkan: %n penjualan</numerusform>
            </translation>
        </message>
        <message>
            <source>Who?</source>
            <translation>Siapa?</translation>
        </message>
        <message numerus="yes">
            <source>Printer: %n wait(s)</source>
            <translation>
                <numerusform>Printer: %n menunggu</numerusform>
            </translation>
        </message>
        <message>
            <source>Sell</source>
            <translation>Jual</translation>
        </message>
        <message>
            <source>Sales</source>
            <translation>Penjualan</translation>
        </message>
        <message>
            <source>Products</source>
            <translation>Produk</translation>
        </message>
        <message>
            <source>Labels</source>
            <translation>Label</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Hari ini</translation>
        </message>
        <message>
            <source>Till</source>
            <translation>Kasir</translation>
        </message>
        <message>
            <source>Orders</source>
            <translation>Pesanan</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Pengaturan</translation>
        </message>
    </context>
    <context>
        <name>MakerCardDialog</name>
        <message>
            <source>Close</source>
            <translation>Tutup</translation>
        </message>
        <message>
            <source>Photo of the maker</source>
            <translation>Foto perajin</translation>
        </message>
        <message>
            <source>Code with the maker's card, for the buyer's phone</source>
            <translation>Kode kartu perajin, untuk ponsel pembeli</translation>
        </message>
    </context>
    <context>
        <name>MakerCardForm</name>
        <message>
            <source>Story in Indonesian</source>
            <translation>Cerita (bahasa Indonesia)</translation>
        </message>
        <message>
            <source>Story in English</source>
            <translation>Cerita (bahasa Inggris)</translation>
        </message>
        <message>
            <source>The maker agreed that buyers are told this contact</source>
            <translation>Perajin setuju kontak ini disebut kepada pembeli</translation>
        </message>
        <message>
            <source>Photo…</source>
            <translation>Foto…</translation>
        </message>
        <message>
            <source>Without</source>
            <translation>Tanpa</translation>
        </message>
        <message>
            <source>Technique</source>
            <translation>Teknik</translation>
        </message>
        <message>
            <source>Technique in English</source>
            <translation>Teknik (Inggris)</translation>
        </message>
        <message>
            <source>Village</source>
            <translation>Desa</translation>
        </message>
        <message>
            <source>Contact for buyers</source>
            <translation>Kontak untuk pembeli</translation>
        </message>
        <message>
            <source>Telephone, for stand and office alone</source>
            <translation>Telepon, hanya untuk stan dan kantor</translation>
        </message>
        <message>
            <source>0812…, @instagram or a web address</source>
            <translation>0812…, @instagram atau alamat web</translation>
        </message>
        <message>
            <source>Photo of the maker</source>
            <translation>Foto perajin</translation>
        </message>
        <message>
            <source>no photo</source>
            <translation>tanpa foto</translation>
        </message>
        <message>
            <source>A story has at most {0} characters.</source>
            <translation>Cerita paling banyak {0} huruf.</translation>
        </message>
        <message>
            <source>Tick that the maker agreed to the contact, or leave the contact empty.</source>
            <translation>Centang bahwa perajin setuju kontaknya disebut, atau kosongkan kontaknya.</translation>
        </message>
    </context>
    <context>
        <name>MakerCardsDialog</name>
        <message>
            <source>From a table…</source>
            <translation>Dari tabel…</translation>
        </message>
        <message>
            <source>From an earlier fair…</source>
            <translation>Dari pameran dulu…</translation>
        </message>
        <message>
            <source>What buyers are told of the makers</source>
            <translation>Yang diceritakan kepada pembeli tentang perajin</translation>
        </message>
        <message>
            <source>Keep</source>
            <translation>Simpan</translation>
        </message>
        <message>
            <source>Shown at the counter, on cards and in codes.</source>
            <translation>Tampil di meja kasir, pada kartu, dan dalam kode.</translation>
        </message>
        <message>
            <source>Makers</source>
            <translation>Perajin</translation>
        </message>
        <message>
            <source>A photo of the maker</source>
            <translation>Foto perajin</translation>
        </message>
        <message numerus="yes">
            <source>%n card(s) taken; nothing is stored before “Keep”.</source>
            <translation>
                <numerusform>%n kartu diambil; belum ada yang tersimpan sebelum “Simpan”.</numerusform>
            </translation>
        </message>
        <message>
            <source>and {0} more</source>
            <translation>dan {0} lagi</translation>
        </message>
    </context>
    <context>
        <name>MakerDialog</name>
        <message>
            <source>Which maker of the plan is “{0}”?</source>
            <translation>“{0}” itu perajin yang mana di rencana?</translation>
        </message>
        <message>
            <source>Decide</source>
            <translation>Putuskan</translation>
        </message>
        <message>
            <source>What was sold under that name is then settled with the maker chosen, at the planned share where the till had none.</source>
            <translation>Yang terjual dengan nama itu lalu ikut setoran perajin yang dipilih, dengan komisi menurut rencana bila kasir tidak punya.</translation>
        </message>
        <message>
            <source>Makers of the plan</source>
            <translation>Perajin di rencana</translation>
        </message>
        <message>
            <source>maker asked</source>
            <translation>perajin ditanya</translation>
        </message>
        <message>
            <source>by telephone</source>
            <translation>lewat telepon</translation>
        </message>
        <message>
            <source>Choose a maker.</source>
            <translation>Pilih perajinnya.</translation>
        </message>
        <message>
            <source>Say why.</source>
            <translation>Tulis alasannya.</translation>
        </message>
    </context>
    <context>
        <name>MergeStrip</name>
        <message>
            <source>Cancel</source>
            <translation>Batal</translation>
        </message>
        <message>
            <source>Looking for day files…</source>
            <translation>Mencari berkas harian…</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) checked</source>
            <translation>
                <numerusform>%n berkas diperiksa</numerusform>
            </translation>
        </message>
        <message>
            <source>{0} of {1} pictures looked at</source>
            <translation>{0} dari {1} gambar dilihat</translation>
        </message>
        <message>
            <source>{0} of {1} files checked</source>
            <translation>{0} dari {1} berkas diperiksa</translation>
        </message>
        <message>
            <source>Stopping after this file…</source>
            <translation>Berhenti sesudah berkas ini…</translation>
        </message>
    </context>
    <context>
        <name>MessageRound</name>
        <message>
            <source>Message</source>
            <translation>Pesan</translation>
        </message>
        <message>
            <source>Or read this with a phone.</source>
            <translation>Atau pindai dengan ponsel.</translation>
        </message>
        <message>
            <source>Copy the statement's picture</source>
            <translation>Salin gambar setoran</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Kembali</translation>
        </message>
        <message>
            <source>Open WhatsApp and go on</source>
            <translation>Buka WhatsApp lalu lanjut</translation>
        </message>
        <message>
            <source>Copy and go on</source>
            <translation>Salin lalu lanjut</translation>
        </message>
        <message>
            <source>Next</source>
            <translation>Berikutnya</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Tutup</translation>
        </message>
        <message>
            <source>Messages to the stands</source>
            <translation>Pesan ke stan</translation>
        </message>
        <message>
            <source>Messages to the makers</source>
            <translation>Pesan untuk perajin</translation>
        </message>
        <message>
            <source>The code that opens the chat on a phone</source>
            <translation>Kode yang membuka obrolan di ponsel</translation>
        </message>
        <message>
            <source>{0} of {1}  ·  {2}</source>
            <translation>{0} dari {1}  ·  {2}</translation>
        </message>
        <message>
            <source>No telephone in the plan.</source>
            <translation>Tidak ada nomor telepon di rencana.</translation>
        </message>
        <message>
            <source>Copied or opened: {0} of {1}</source>
            <translation>Sudah disalin atau dibuka: {0} dari {1}</translation>
        </message>
        <message>
            <source>this one is done</source>
            <translation>yang ini sudah</translation>
        </message>
        <message>
            <source>Nothing was sold of this maker: there is no statement.</source>
            <translation>Belum ada barang perajin ini yang terjual: tidak ada lembar setoran.</translation>
        </message>
        <message>
            <source>The picture is copied: paste it into the chat.</source>
            <translation>Gambar sudah disalin: tempelkan di obrolan.</translation>
        </message>
    </context>
    <context>
        <name>MoneyEdit</name>
        <message>
            <source>“{0}” is no amount. Type it in full, or as 25rb or 1,5 jt.</source>
            <translation>“{0}” bukan jumlah uang. Tulis lengkap, atau seperti 25rb atau 1,5 jt.</translation>
        </message>
    </context>
    <context>
        <name>MorePanel</name>
        <message>
            <source>Back</source>
            <translation>Kembali</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Lainnya</translation>
        </message>
        <message>
            <source>A piece without a code</source>
            <translation>Barang tanpa kode</translation>
        </message>
        <message>
            <source>Discount on the sale</source>
            <translation>Diskon penjualan</translation>
        </message>
        <message>
            <source>Note on the line</source>
            <translation>Catatan baris</translation>
        </message>
        <message>
            <source>Put the cart aside</source>
            <translation>Tahan keranjang</translation>
        </message>
        <message>
            <source>Take up a held cart</source>
            <translation>Lanjutkan yang ditahan</translation>
        </message>
        <message>
            <source>Buyer's country</source>
            <translation>Negara pembeli</translation>
        </message>
        <message>
            <source>Mixed payment</source>
            <translation>Bayar campuran</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>Pesanan</translation>
        </message>
        <message>
            <source>Inquiry</source>
            <translation>Minat</translation>
        </message>
    </context>
    <context>
        <name>NamesChoice</name>
        <message>
            <source>Names in both languages</source>
            <translation>Nama dalam dua bahasa</translation>
        </message>
        <message>
            <source>Names: {0}</source>
            <translation>Nama: {0}</translation>
        </message>
        <message>
            <source>Language of the goods' names</source>
            <translation>Bahasa nama barang</translation>
        </message>
    </context>
    <context>
        <name>NewBookPage</name>
        <message>
            <source>Code</source>
            <translation>Kode</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nama</translation>
        </message>
        <message>
            <source>Tills</source>
            <translation>Kasir</translation>
        </message>
        <message>
            <source>Telephone</source>
            <translation>Telepon</translation>
        </message>
        <message>
            <source>QRIS code</source>
            <translation>Kode QRIS</translation>
        </message>
        <message>
            <source>Days</source>
            <translation>Hari</translation>
        </message>
        <message>
            <source>Stands</source>
            <translation>Stan</translation>
        </message>
        <message>
            <source>Share %</source>
            <translation>Bagi hasil %</translation>
        </message>
        <message>
            <source>Stand bears discount</source>
            <translation>Diskon oleh stan</translation>
        </message>
        <message>
            <source>Makers</source>
            <translation>Perajin</translation>
        </message>
        <message>
            <source>Stand</source>
            <translation>Stan</translation>
        </message>
        <message>
            <source>Leads</source>
            <translation>PJ</translation>
        </message>
        <message>
            <source>Staff</source>
            <translation>Petugas</translation>
        </message>
        <message>
            <source>Begin from an earlier fair…</source>
            <translation>Mulai dari pameran sebelumnya…</translation>
        </message>
        <message>
            <source>QRIS from a photo…</source>
            <translation>QRIS dari foto…</translation>
        </message>
        <message>
            <source>Makers of the goods</source>
            <translation>Perajin dari barang</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Kembali</translation>
        </message>
        <message>
            <source>Make the book…</source>
            <translation>Buat buku…</translation>
        </message>
        <message>
            <source>Remove a row</source>
            <translation>Hapus baris</translation>
        </message>
        <message>
            <source>Add a row</source>
            <translation>Tambah baris</translation>
        </message>
        <message>
            <source>Rows can be pasted from a spreadsheet (Ctrl+V). Days as 25-27, 29; empty for all days.</source>
            <translation>Baris bisa ditempel dari lembar kerja (Ctrl+V). Hari seperti 25-27, 29; kosong untuk semua hari.</translation>
        </message>
        <message>
            <source>New book</source>
            <translation>Buku baru</translation>
        </message>
        <message>
            <source>Fill in the event's code: letters and digits.</source>
            <translation>Isi kode acara: huruf dan angka.</translation>
        </message>
        <message>
            <source>Fill in the event's name.</source>
            <translation>Isi nama acara.</translation>
        </message>
        <message>
            <source>Add at least one stand with its code.</source>
            <translation>Tambahkan setidaknya satu stan dengan kodenya.</translation>
        </message>
        <message>
            <source>An earlier fair's book or event file</source>
            <translation>Buku atau berkas acara pameran sebelumnya</translation>
        </message>
        <message numerus="yes">
            <source>Taken over: %n stand(s). Code, name and days of the new fair are yours.</source>
            <translation>
                <numerusform>Diambil: %n stan. Kode, nama dan hari pameran baru diisi sendiri.</numerusform>
            </translation>
        </message>
        <message>
            <source>The QRIS code of the photo is in the row.</source>
            <translation>Kode QRIS dari foto sudah ada di baris itu.</translation>
        </message>
        <message>
            <source>Choose the sheet of goods first.</source>
            <translation>Pilih lembar barang dulu.</translation>
        </message>
        <message numerus="yes">
            <source>%n maker(s) added. Look at the codes and type each share.</source>
            <translation>
                <numerusform>%n perajin ditambahkan. Periksa kodenya dan ketik tiap bagi hasil.</numerusform>
            </translation>
        </message>
        <message>
            <source>Every maker of the goods has a row already.</source>
            <translation>Setiap perajin di lembar barang sudah punya baris.</translation>
        </message>
        <message>
            <source>and {0} more</source>
            <translation>dan {0} lagi</translation>
        </message>
    </context>
    <context>
        <name>NewPinDialog</name>
        <message>
            <source>New PIN for {0}</source>
            <translation>PIN baru untuk {0}</translation>
        </message>
        <message>
            <source>Set the PIN</source>
            <translation>Simpan PIN</translation>
        </message>
        <message>
            <source>Recovery code, as ABCD-EFGH-JKLM</source>
            <translation>Kode pemulihan, misalnya ABCD-EFGH-JKLM</translation>
        </message>
        <message>
            <source>Recovery code</source>
            <translation>Kode pemulihan</translation>
        </message>
        <message>
            <source>New PIN</source>
            <translation>PIN baru</translation>
        </message>
        <message>
            <source>4 to 8 digits</source>
            <translation>4 sampai 8 angka</translation>
        </message>
    </context>
    <context>
        <name>NoteCounter</name>
        <message>
            <source>notes of {0}</source>
            <translation>lembar {0}</translation>
        </message>
        <message>
            <source>coins of {0}</source>
            <translation>keping {0}</translation>
        </message>
    </context>
    <context>
        <name>NoteDialog</name>
        <message>
            <source>Keep the note</source>
            <translation>Simpan catatan</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Catatan</translation>
        </message>
        <message>
            <source>Stands on the receipt; empty takes it away</source>
            <translation>Tercetak di struk; kosongkan untuk menghapus</translation>
        </message>
    </context>
    <context>
        <name>NumberPad</name>
        <message>
            <source>OK</source>
            <translation>OK</translation>
        </message>
        <message>
            <source>OK, take this number</source>
            <translation>OK, pakai angka ini</translation>
        </message>
        <message>
            <source>Keys for numbers</source>
            <translation>Papan angka</translation>
        </message>
        <message>
            <source>take the last digit away</source>
            <translation>hapus angka terakhir</translation>
        </message>
    </context>
    <context>
        <name>OfficeApp</name>
        <message>
            <source>Something went wrong in the program (code {0}). The files in the book are safe. Go on; if it happens again, start the program anew and keep the code.</source>
            <translation>Ada yang salah di program (kode {0}). Berkas di dalam buku aman. Lanjutkan saja; bila terulang, jalankan ulang program dan catat kodenya.</translation>
        </message>
    </context>
    <context>
        <name>OfficeCells</name>
        <message>
            <source>received</source>
            <translation>diterima</translation>
        </message>
        <message>
            <source>revised</source>
            <translation>revisi</translation>
        </message>
        <message>
            <source>no sales</source>
            <translation>tanpa penjualan</translation>
        </message>
        <message>
            <source>on paper</source>
            <translation>di kertas</translation>
        </message>
        <message>
            <source>missing</source>
            <translation>belum ada</translation>
        </message>
        <message>
            <source>needs a look</source>
            <translation>perlu dilihat</translation>
        </message>
        <message>
            <source>disputed</source>
            <translation>disengketakan</translation>
        </message>
        <message>
            <source>set aside</source>
            <translation>disisihkan</translation>
        </message>
        <message>
            <source>withdrawn</source>
            <translation>mundur</translation>
        </message>
        <message>
            <source>not due yet</source>
            <translation>belum waktunya</translation>
        </message>
        <message>
            <source>does not sell</source>
            <translation>tidak berjualan</translation>
        </message>
        <message>
            <source>declared empty</source>
            <translation>dinyatakan kosong</translation>
        </message>
        <message>
            <source>empty</source>
            <translation>kosong</translation>
        </message>
        <message>
            <source>by photo</source>
            <translation>lewat foto</translation>
        </message>
        <message>
            <source>drawer {0}</source>
            <translation>laci {0}</translation>
        </message>
        <message>
            <source>By photo: {0}. Still to photograph: {1}.</source>
            <translation>Lewat foto: {0}. Yang masih perlu difoto: {1}.</translation>
        </message>
        <message>
            <source>Shift {0}: {1} until {2}  ·  {3} of {4}{5}</source>
            <translation>Giliran {0}: {1} sampai {2}  ·  {3} dari {4}{5}</translation>
        </message>
        <message>
            <source>difference {0}</source>
            <translation>selisih {0}</translation>
        </message>
        <message>
            <source>Drawer: {0} of {1}  ·  counted by {2}</source>
            <translation>Laci: {0} dari {1}  ·  dihitung oleh {2}</translation>
        </message>
        <message>
            <source>second count {0} by {1}</source>
            <translation>hitungan kedua {0} oleh {1}</translation>
        </message>
        <message>
            <source>witnessed by {0}</source>
            <translation>disaksikan {0}</translation>
        </message>
        <message>
            <source>between {0} and {1}</source>
            <translation>antara {0} dan {1}</translation>
        </message>
        <message>
            <source>decided by the office</source>
            <translation>diputuskan kantor</translation>
        </message>
        <message>
            <source>at {0}</source>
            <translation>pukul {0}</translation>
        </message>
        <message>
            <source>interim at {0}: {1}, {2} sales</source>
            <translation>sementara pukul {0}: {1}, {2} penjualan</translation>
        </message>
    </context>
    <context>
        <name>OfficeChoices</name>
        <message>
            <source>No sales that day</source>
            <translation>Tidak ada penjualan hari itu</translation>
        </message>
        <message>
            <source>Stand {0}, till {1} sold nothing on {2}?</source>
            <translation>Stan {0} kasir {1} tidak menjual apa-apa pada {2}?</translation>
        </message>
        <message>
            <source>The stand withdrew</source>
            <translation>Stan mengundurkan diri</translation>
        </message>
        <message>
            <source>Stand {0} sells no more from {1} on, with all its tills?</source>
            <translation>Stan {0} dengan semua kasirnya tidak berjualan lagi sejak {1}?</translation>
        </message>
        <message>
            <source>Count file {0}</source>
            <translation>Hitung berkas {0}</translation>
        </message>
        <message>
            <source>Count file {0} with {1}, and not what contradicts it?</source>
            <translation>Hitung berkas {0} dengan {1}, dan bukan yang bertentangan?</translation>
        </message>
        <message>
            <source>Both sold: count both</source>
            <translation>Keduanya berjualan: hitung keduanya</translation>
        </message>
        <message>
            <source>Did two laptops sell as this till that day? Then both files count.</source>
            <translation>Apakah dua laptop berjualan sebagai kasir ini hari itu? Maka kedua berkas dihitung.</translation>
        </message>
        <message>
            <source>Accept key {0} from this day on</source>
            <translation>Terima kunci {0} mulai hari itu</translation>
        </message>
        <message>
            <source>Is {0} the key on the laptop's screen? Then from {1} on files signed by another key do not count. The days before stay as they are.</source>
            <translation>Apakah {0} kunci di layar laptop itu? Maka sejak {1} berkas yang ditandatangani kunci lain tidak dihitung. Hari-hari sebelumnya tetap seperti sekarang.</translation>
        </message>
        <message>
            <source>Accept key {0}</source>
            <translation>Terima kunci {0}</translation>
        </message>
        <message>
            <source>Is {0} the key on the laptop's screen? Then files signed by another key do not count.</source>
            <translation>Apakah {0} kunci di layar laptop itu? Berkas dengan kunci lain lalu tidak dihitung.</translation>
        </message>
        <message>
            <source>Accept the second laptop</source>
            <translation>Terima laptop kedua</translation>
        </message>
        <message>
            <source>Did this laptop take over from the one before it?</source>
            <translation>Apakah laptop ini menggantikan yang sebelumnya?</translation>
        </message>
        <message>
            <source>Put file {0} away</source>
            <translation>Singkirkan berkas {0}</translation>
        </message>
        <message>
            <source>File {0} with {1} will not count, and nothing waits for it?</source>
            <translation>Berkas {0} dengan {1} tidak dihitung, dan tidak ditunggu lagi?</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>Batalkan</translation>
        </message>
        <message>
            <source>Take this decision back: {0}?</source>
            <translation>Batalkan keputusan ini: {0}?</translation>
        </message>
        <message>
            <source>no sales that day</source>
            <translation>tidak ada penjualan hari itu</translation>
        </message>
        <message>
            <source>the stand withdrew from {0} on</source>
            <translation>stan mundur sejak {0}</translation>
        </message>
        <message>
            <source>file {0} counts</source>
            <translation>berkas {0} dihitung</translation>
        </message>
        <message>
            <source>the files of both laptops count</source>
            <translation>berkas kedua laptop dihitung</translation>
        </message>
        <message>
            <source>key {0} is the till's</source>
            <translation>kunci {0} milik kasir ini</translation>
        </message>
        <message>
            <source>the second laptop took over</source>
            <translation>laptop kedua menggantikan</translation>
        </message>
        <message>
            <source>file {0} is put away</source>
            <translation>berkas {0} disingkirkan</translation>
        </message>
        <message>
            <source>“{0}” is maker {1}</source>
            <translation>“{0}” adalah perajin {1}</translation>
        </message>
    </context>
    <context>
        <name>OfficeKeys</name>
        <message>
            <source>Everywhere</source>
            <translation>Di mana saja</translation>
        </message>
        <message>
            <source>overview, charts, payment, report, fairs</source>
            <translation>ringkasan, grafik, setoran, laporan, pameran</translation>
        </message>
        <message>
            <source>add files</source>
            <translation>tambah berkas</translation>
        </message>
        <message>
            <source>add what was copied</source>
            <translation>tambah yang disalin</translation>
        </message>
        <message>
            <source>exact figures, to read and copy</source>
            <translation>angka pasti, untuk dibaca dan disalin</translation>
        </message>
        <message>
            <source>find a sale of the fair</source>
            <translation>cari satu penjualan pameran</translation>
        </message>
        <message>
            <source>the board for the hall</source>
            <translation>papan untuk aula</translation>
        </message>
        <message>
            <source>problems with files</source>
            <translation>masalah pada berkas</translation>
        </message>
        <message>
            <source>read the book again</source>
            <translation>baca buku ulang</translation>
        </message>
        <message>
            <source>stop the check of files, close</source>
            <translation>hentikan pemeriksaan berkas, tutup</translation>
        </message>
        <message>
            <source>the guide, at this page</source>
            <translation>panduan untuk halaman ini</translation>
        </message>
        <message>
            <source>this page</source>
            <translation>halaman ini</translation>
        </message>
        <message>
            <source>Overview</source>
            <translation>Rekap</translation>
        </message>
        <message>
            <source>choose a till and a day</source>
            <translation>pilih kasir dan hari</translation>
        </message>
        <message>
            <source>open the till-day</source>
            <translation>buka hari-kasir</translation>
        </message>
        <message>
            <source>trouble first, or as planned</source>
            <translation>yang bermasalah dulu, atau urutan rencana</translation>
        </message>
        <message>
            <source>worth a look</source>
            <translation>perlu dilihat</translation>
        </message>
        <message>
            <source>whom to phone</source>
            <translation>siapa yang ditelepon</translation>
        </message>
        <message>
            <source>copy the message or the list</source>
            <translation>salin pesan atau daftar</translation>
        </message>
        <message>
            <source>worth a look in this till-day; message to each stand</source>
            <translation>perlu dilihat di hari-kasir ini; pesan ke tiap stan</translation>
        </message>
        <message>
            <source>Charts, payment, report</source>
            <translation>Grafik, setoran, laporan</translation>
        </message>
        <message>
            <source>all statements; or the letterhead</source>
            <translation>semua setoran; atau kop surat</translation>
        </message>
        <message>
            <source>visitors; another name of a maker; makers' cards</source>
            <translation>pengunjung; nama lain perajin; kartu perajin</translation>
        </message>
        <message>
            <source>note a payment; or the earlier fair</source>
            <translation>catat pembayaran; atau pameran dulu</translation>
        </message>
        <message>
            <source>the evening's message to each maker</source>
            <translation>pesan malam untuk setiap perajin</translation>
        </message>
        <message>
            <source>correct a share or price; or change the plan</source>
            <translation>perbaiki komisi atau harga; atau ubah rencana</translation>
        </message>
        <message>
            <source>orders: which one counts, what became of it, deposit to the maker</source>
            <translation>pesanan: yang mana dihitung, bagaimana jadinya, uang muka ke UMKM</translation>
        </message>
        <message>
            <source>the report's files</source>
            <translation>berkas laporan</translation>
        </message>
        <message>
            <source>save the PDF, print</source>
            <translation>simpan PDF, cetak</translation>
        </message>
        <message>
            <source>stand packs</source>
            <translation>paket stan</translation>
        </message>
        <message>
            <source>receipts for the stands</source>
            <translation>tanda terima untuk stan</translation>
        </message>
    </context>
    <context>
        <name>OfficeMerged</name>
        <message>
            <source>{0} new</source>
            <translation>{0} baru</translation>
        </message>
        <message>
            <source>{0} replaced an older one</source>
            <translation>{0} menggantikan yang lama</translation>
        </message>
        <message>
            <source>{0} already here</source>
            <translation>{0} sudah ada</translation>
        </message>
        <message>
            <source>{0} in dispute</source>
            <translation>{0} sengketa</translation>
        </message>
        <message>
            <source>{0} rejected</source>
            <translation>{0} ditolak</translation>
        </message>
        <message>
            <source>Files: {0}</source>
            <translation>Berkas: {0}</translation>
        </message>
        <message>
            <source>Closing slips: {0}</source>
            <translation>Slip tutup kasir: {0}</translation>
        </message>
        <message>
            <source>Photos: {0}</source>
            <translation>Foto: {0}</translation>
        </message>
        <message>
            <source>Interim totals: {0}</source>
            <translation>Laporan sementara: {0}</translation>
        </message>
        <message>
            <source>No day file was found there.</source>
            <translation>Tidak ada berkas harian di sana.</translation>
        </message>
        <message>
            <source>From a watched folder: {0}</source>
            <translation>Dari folder yang dipantau: {0}</translation>
        </message>
        <message>
            <source>Pictures without a new code: {0}</source>
            <translation>Gambar tanpa kode baru: {0}</translation>
        </message>
        <message>
            <source>Stopped. What was taken stays, the rest was not touched.</source>
            <translation>Dihentikan. Yang sudah masuk tetap ada, sisanya tidak disentuh.</translation>
        </message>
        <message>
            <source>Orders closed twice: {0}</source>
            <translation>Pesanan yang ditutup dua kali: {0}</translation>
        </message>
        <message>
            <source>Codes by photo: {0}</source>
            <translation>Kode lewat foto: {0}</translation>
        </message>
    </context>
    <context>
        <name>OfficeSession</name>
        <message>
            <source>Files are still being checked. Wait for the end, or cancel with Esc.</source>
            <translation>Berkas masih diperiksa. Tunggu sampai selesai, atau batalkan dengan Esc.</translation>
        </message>
        <message>
            <source>The book was brought up to date by another window or program.</source>
            <translation>Buku diperbarui oleh jendela atau program lain.</translation>
        </message>
        <message>
            <source>The book is read again.</source>
            <translation>Buku dibaca ulang.</translation>
        </message>
        <message>
            <source>This book is open in another window too ({0}). Both may work: what one of them adds, the other shows within seconds.</source>
            <translation>Buku ini juga terbuka di jendela lain ({0}). Keduanya boleh dipakai: yang ditambahkan di satu jendela tampil di jendela lain dalam beberapa detik.</translation>
        </message>
        <message numerus="yes">
            <source>What arrives in %n folder(s) is added by itself.</source>
            <translation>
                <numerusform>Yang masuk ke %n folder ditambahkan sendiri.</numerusform>
            </translation>
        </message>
        <message>
            <source>{0} is not there. It is watched again when it comes back.</source>
            <translation>{0} tidak ada. Folder itu dipantau lagi begitu kembali.</translation>
        </message>
    </context>
    <context>
        <name>OfficeTrouble</name>
        <message>
            <source>Receipt numbers before this day are missing. What is here is counted; an earlier file may be lost. Ask the stand to send all its files.</source>
            <translation>Nomor struk sebelum hari ini tidak ada. Yang ada di sini dihitung; mungkin ada berkas terdahulu yang hilang. Minta stan mengirim semua berkasnya.</translation>
        </message>
        <message>
            <source>Receipt numbers of this day were used before. It is counted; phone the stand and compare the closing slips.</source>
            <translation>Nomor struk hari ini sudah pernah dipakai. Hari ini dihitung; telepon stan dan cocokkan slip tutup kasir.</translation>
        </message>
        <message>
            <source>The day before, which this file names, is not here. This day is counted. Ask the stand for the file of the day before.</source>
            <translation>Hari sebelumnya yang disebut berkas ini belum ada. Hari ini dihitung. Minta stan mengirim berkas hari sebelumnya.</translation>
        </message>
        <message>
            <source>The till's running total does not go on where the day before left off. This day is counted; money of another day may be missing. Ask the stand to send all its files.</source>
            <translation>Total berjalan kasir ini tidak menyambung dari hari sebelumnya. Hari ini dihitung; uang hari lain mungkin belum ada. Minta stan mengirim semua berkasnya.</translation>
        </message>
        <message>
            <source>says it is of {0}-{1}, {2} (not verified)</source>
            <translation>mengaku dari {0}-{1}, {2} (belum terbukti)</translation>
        </message>
        <message>
            <source>Good evening, {0}. The day file of stand {1}, till {2}, for {3} has not reached us yet. Please close the till and send us the file (Till → Hand over). If nothing was sold that day, please tell us. Thank you – the office of {4}.</source>
            <translation>Selamat malam, {0}. Berkas harian stan {1} kasir {2} untuk {3} belum kami terima. Mohon tutup kasir dan kirim berkasnya (Kasir → Serahkan). Bila hari itu tidak ada penjualan, mohon kabari kami. Terima kasih – kantor {4}.</translation>
        </message>
        <message>
            <source>Good evening, {0}. Something is not right with the day file of stand {1}, till {2}, for {3}. Please send us all day files of that till again, and a photo of the closing slip. Thank you – the office of {4}.</source>
            <translation>Selamat malam, {0}. Ada yang belum cocok pada berkas harian stan {1} kasir {2} untuk {3}. Mohon kirim lagi semua berkas harian kasir itu, dan foto slip tutup kasirnya. Terima kasih – kantor {4}.</translation>
        </message>
    </context>
    <context>
        <name>OfficeWindow</name>
        <message>
            <source>Add files…</source>
            <translation>Tambah berkas…</translation>
        </message>
        <message>
            <source>Folders…</source>
            <translation>Folder…</translation>
        </message>
        <message>
            <source>Book…</source>
            <translation>Buku…</translation>
        </message>
        <message>
            <source>Office</source>
            <translation>Rekap kantor</translation>
        </message>
        <message>
            <source>Overview</source>
            <translation>Rekap</translation>
        </message>
        <message>
            <source>Charts</source>
            <translation>Grafik</translation>
        </message>
        <message>
            <source>Settlement</source>
            <translation>Setoran</translation>
        </message>
        <message>
            <source>Report</source>
            <translation>Laporan</translation>
        </message>
        <message>
            <source>Fairs</source>
            <translation>Pameran</translation>
        </message>
        <message>
            <source>Orders</source>
            <translation>Pesanan</translation>
        </message>
        <message>
            <source>Let go: the files are checked and added</source>
            <translation>Lepaskan: berkas diperiksa lalu ditambahkan</translation>
        </message>
        <message numerus="yes">
            <source>also open in %n other window(s)</source>
            <translation>
                <numerusform>juga terbuka di %n jendela lain</numerusform>
            </translation>
        </message>
        <message>
            <source>New book</source>
            <translation>Buku baru</translation>
        </message>
        <message>
            <source>Add day files</source>
            <translation>Tambah berkas harian</translation>
        </message>
        <message>
            <source>There is no file among what was pasted or dropped.</source>
            <translation>Tidak ada berkas di antara yang ditempel atau dijatuhkan.</translation>
        </message>
        <message numerus="yes">
            <source>See %n problem(s)</source>
            <translation>
                <numerusform>Lihat %n masalah</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OpenPanel</name>
        <message>
            <source>Opening float</source>
            <translation>Modal awal</translation>
        </message>
        <message>
            <source>Open the till</source>
            <translation>Buka kasir</translation>
        </message>
        <message>
            <source>Count the money that lies in the drawer now and type the sum.</source>
            <translation>Hitung uang yang ada di laci sekarang, lalu ketik jumlahnya.</translation>
        </message>
        <message>
            <source>Cashier's code</source>
            <translation>Kode kasir</translation>
        </message>
        <message>
            <source>may stay empty</source>
            <translation>boleh kosong</translation>
        </message>
        <message>
            <source>Or note by note</source>
            <translation>Atau hitung per lembar</translation>
        </message>
        <message>
            <source>The last count left {0}.</source>
            <translation>Hitungan terakhir meninggalkan {0}.</translation>
        </message>
        <message>
            <source>The till is open, with {0} in the drawer.</source>
            <translation>Kasir sudah dibuka, modal awal {0}.</translation>
        </message>
    </context>
    <context>
        <name>OpeningPage</name>
        <message>
            <source>PIN</source>
            <translation>PIN</translation>
        </message>
        <message>
            <source>Opening float</source>
            <translation>Modal awal</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Nanti</translation>
        </message>
        <message>
            <source>Start selling</source>
            <translation>Mulai berjualan</translation>
        </message>
        <message>
            <source>Who leads, and what lies in the drawer?</source>
            <translation>Siapa penanggung jawab, dan berapa isi laci?</translation>
        </message>
        <message>
            <source>With a PIN, voids, returns and large discounts need the stand lead. Both can be left empty and done later.</source>
            <translation>Dengan PIN, pembatalan, pengembalian dan diskon besar perlu penanggung jawab stan. Keduanya boleh kosong dan diisi nanti.</translation>
        </message>
        <message>
            <source>may stay empty</source>
            <translation>boleh kosong</translation>
        </message>
        <message>
            <source>4 to 8 digits, or empty</source>
            <translation>4 sampai 8 angka, atau kosong</translation>
        </message>
        <message>
            <source>counted now, as 500.000</source>
            <translation>dihitung sekarang, misalnya 500.000</translation>
        </message>
        <message>
            <source>Lead's name</source>
            <translation>Nama penanggung jawab</translation>
        </message>
        <message>
            <source>Lead's PIN</source>
            <translation>PIN penanggung jawab</translation>
        </message>
        <message>
            <source>Keep a second copy of every sale on the stick {0}</source>
            <translation>Simpan salinan kedua setiap penjualan di stik {0}</translation>
        </message>
        <message>
            <source>Stand lead</source>
            <translation>Penanggung jawab stan</translation>
        </message>
    </context>
    <context>
        <name>OperatorButton</name>
        <message>
            <source>Decided by: {0}</source>
            <translation>Diputuskan oleh: {0}</translation>
        </message>
        <message>
            <source>Decided by: name not given</source>
            <translation>Diputuskan oleh: nama belum diisi</translation>
        </message>
    </context>
    <context>
        <name>OperatorDialog</name>
        <message>
            <source>Who decides at this laptop?</source>
            <translation>Siapa yang memutuskan di laptop ini?</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Simpan</translation>
        </message>
        <message>
            <source>The name is signed in every decision from now on, and stands in the report's list.</source>
            <translation>Mulai sekarang nama ini ikut ditandatangani di tiap keputusan, dan tercantum di daftar laporan.</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nama</translation>
        </message>
    </context>
    <context>
        <name>OrderActions</name>
        <message>
            <source>Which one counts…</source>
            <translation>Yang mana dihitung…</translation>
        </message>
        <message>
            <source>What became of it…</source>
            <translation>Bagaimana jadinya…</translation>
        </message>
        <message>
            <source>Deposit to the maker…</source>
            <translation>Uang muka ke UMKM…</translation>
        </message>
        <message>
            <source>How far it has come</source>
            <translation>Sampai mana tindak lanjutnya</translation>
        </message>
        <message>
            <source>New</source>
            <translation>Baru</translation>
        </message>
        <message>
            <source>Written to</source>
            <translation>Sudah dihubungi</translation>
        </message>
        <message>
            <source>Answered</source>
            <translation>Sudah dijawab</translation>
        </message>
        <message>
            <source>Agreed</source>
            <translation>Setuju</translation>
        </message>
        <message>
            <source>Lost</source>
            <translation>Batal</translation>
        </message>
        <message>
            <source>Decided and signed.</source>
            <translation>Diputuskan dan ditandatangani.</translation>
        </message>
    </context>
    <context>
        <name>OrderDesk</name>
        <message>
            <source>Inquiry {0} is noted.</source>
            <translation>Minat {0} sudah dicatat.</translation>
        </message>
        <message>
            <source>Cancel an order</source>
            <translation>Membatalkan pesanan</translation>
        </message>
        <message>
            <source>{0} is cancelled. The paper is {1}.</source>
            <translation>{0} dibatalkan. Buktinya {1}.</translation>
        </message>
        <message>
            <source>{0} is changed.</source>
            <translation>{0} sudah diubah.</translation>
        </message>
        <message>
            <source>Read a contact</source>
            <translation>Membaca kontak</translation>
        </message>
        <message>
            <source>The till is not open yet. Open it first.</source>
            <translation>Kasir belum dibuka. Buka dulu.</translation>
        </message>
    </context>
    <context>
        <name>OrderDialog</name>
        <message>
            <source>Photo or sketch</source>
            <translation>Foto atau sketsa</translation>
        </message>
        <message>
            <source>Order with a deposit</source>
            <translation>Pesanan dengan uang muka</translation>
        </message>
        <message>
            <source>{0} is no piece of this till. Type what is ordered.</source>
            <translation>{0} bukan barang kasir ini. Ketik apa yang dipesan.</translation>
        </message>
        <message>
            <source>The deposit is Rp1 at least and {0} at most.</source>
            <translation>Uang muka paling sedikit Rp1, paling banyak {0}.</translation>
        </message>
        <message>
            <source>Ask the guest whether we may keep the contact, or empty these boxes.</source>
            <translation>Tanyakan apakah kontak boleh disimpan, atau kosongkan kotaknya.</translation>
        </message>
        <message>
            <source>Deposit</source>
            <translation>Uang muka</translation>
        </message>
        <message>
            <source>Remains at the delivery</source>
            <translation>Sisa saat diserahkan</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Kembalian</translation>
        </message>
        <message>
            <source>Nothing is stored yet. Esc once more drops this order.</source>
            <translation>Belum ada yang tersimpan. Esc sekali lagi membuang pesanan ini.</translation>
        </message>
    </context>
    <context>
        <name>OrderFacts</name>
        <message>
            <source>{0}, deposit {1}</source>
            <translation>{0}, uang muka {1}</translation>
        </message>
        <message>
            <source>Maker</source>
            <translation>Perajin</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Apa</translation>
        </message>
        <message>
            <source>Size, colour</source>
            <translation>Ukuran, warna</translation>
        </message>
        <message>
            <source>By when</source>
            <translation>Kapan jadi</translation>
        </message>
        <message>
            <source>Handed over</source>
            <translation>Diserahkan</translation>
        </message>
        <message>
            <source>Price</source>
            <translation>Harga</translation>
        </message>
        <message>
            <source>State</source>
            <translation>Keadaan</translation>
        </message>
    </context>
    <context>
        <name>OrderForm</name>
        <message>
            <source>Pieces</source>
            <translation>Jumlah</translation>
        </message>
        <message>
            <source>Price of all pieces</source>
            <translation>Harga semuanya</translation>
        </message>
        <message>
            <source>By when</source>
            <translation>Kapan jadi</translation>
        </message>
        <message>
            <source>How it is handed over</source>
            <translation>Cara diserahkan</translation>
        </message>
        <message>
            <source>Maker</source>
            <translation>Perajin</translation>
        </message>
        <message>
            <source>Whose order is it?</source>
            <translation>Pesanan untuk perajin siapa?</translation>
        </message>
        <message>
            <source>Product, or in words</source>
            <translation>Produk, atau dengan kata-kata</translation>
        </message>
        <message>
            <source>What is ordered</source>
            <translation>Apa yang dipesan</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Ukuran</translation>
        </message>
        <message>
            <source>Colour</source>
            <translation>Warna</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Apa</translation>
        </message>
        <message>
            <source>Price of all</source>
            <translation>Harga total</translation>
        </message>
        <message>
            <source>Type what is ordered.</source>
            <translation>Ketik apa yang dipesan.</translation>
        </message>
        <message>
            <source>Choose whose order it is.</source>
            <translation>Pilih perajinnya.</translation>
        </message>
        <message>
            <source>Type how many pieces.</source>
            <translation>Ketik berapa buah.</translation>
        </message>
        <message>
            <source>Type the price of all pieces.</source>
            <translation>Ketik harga semuanya.</translation>
        </message>
    </context>
    <context>
        <name>OrderSlips</name>
        <message>
            <source>Its paper goes to the printer.</source>
            <translation>Buktinya dikirim ke printer.</translation>
        </message>
        <message>
            <source>Print its paper in the list of orders: F5.</source>
            <translation>Cetak buktinya dari daftar pesanan: F5.</translation>
        </message>
    </context>
    <context>
        <name>OrderWords</name>
        <message>
            <source>no date</source>
            <translation>tanpa tanggal</translation>
        </message>
        <message>
            <source>{0}, overdue (days: {1})</source>
            <translation>{0}, terlambat {1} hari</translation>
        </message>
        <message>
            <source>{0}, today</source>
            <translation>{0}, hari ini</translation>
        </message>
        <message>
            <source>overdue</source>
            <translation>terlambat</translation>
        </message>
        <message>
            <source>due today</source>
            <translation>hari ini</translation>
        </message>
        <message>
            <source>delivered</source>
            <translation>diserahkan</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>dibatalkan</translation>
        </message>
        <message>
            <source>Collected</source>
            <translation>Diambil</translation>
        </message>
        <message>
            <source>Sent</source>
            <translation>Dikirim</translation>
        </message>
        <message>
            <source>Own use</source>
            <translation>Sendiri</translation>
        </message>
        <message>
            <source>Shop</source>
            <translation>Toko</translation>
        </message>
        <message>
            <source>Wholesale</source>
            <translation>Grosir</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Ekspor</translation>
        </message>
        <message>
            <source>Design</source>
            <translation>Desain</translation>
        </message>
        <message>
            <source>just looking</source>
            <translation>lihat-lihat</translation>
        </message>
        <message>
            <source>interested</source>
            <translation>berminat</translation>
        </message>
        <message>
            <source>will order</source>
            <translation>akan pesan</translation>
        </message>
    </context>
    <context>
        <name>OrdersList</name>
        <message>
            <source>about {0}</source>
            <translation>kira-kira {0}</translation>
        </message>
        <message>
            <source>Orders</source>
            <translation>Pesanan</translation>
        </message>
    </context>
    <context>
        <name>OrdersScreen</name>
        <message>
            <source>By date</source>
            <translation>Per tanggal</translation>
        </message>
        <message>
            <source>By maker</source>
            <translation>Per perajin</translation>
        </message>
        <message>
            <source>Inquiries</source>
            <translation>Minat</translation>
        </message>
        <message>
            <source>What is listed</source>
            <translation>Isi daftar</translation>
        </message>
        <message>
            <source>New order</source>
            <translation>Pesanan baru</translation>
        </message>
        <message>
            <source>New inquiry</source>
            <translation>Minat baru</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Ubah</translation>
        </message>
        <message>
            <source>Print its paper</source>
            <translation>Cetak bukti</translation>
        </message>
        <message>
            <source>Contact</source>
            <translation>Kontak</translation>
        </message>
        <message>
            <source>Cancel it</source>
            <translation>Batalkan</translation>
        </message>
        <message>
            <source>Find by name</source>
            <translation>Cari nama</translation>
        </message>
        <message>
            <source>Hand over</source>
            <translation>Serahkan</translation>
        </message>
        <message>
            <source>Number, what, maker… or scan a slip</source>
            <translation>Nomor, barang, perajin… atau pindai lembar</translation>
        </message>
        <message>
            <source>Find an order</source>
            <translation>Cari pesanan</translation>
        </message>
        <message numerus="yes">
            <source>%n inquiry(s)</source>
            <translation>
                <numerusform>%n minat</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n open order(s), deposits {0}</source>
            <translation>
                <numerusform>%n pesanan terbuka, uang muka {0}</numerusform>
            </translation>
        </message>
        <message>
            <source>No inquiry yet.</source>
            <translation>Belum ada minat.</translation>
        </message>
        <message>
            <source>No open order.</source>
            <translation>Tidak ada pesanan terbuka.</translation>
        </message>
        <message>
            <source>Nothing found.</source>
            <translation>Tidak ditemukan.</translation>
        </message>
        <message>
            <source>Still to pay</source>
            <translation>Sisa bayar</translation>
        </message>
        <message>
            <source>Type a part of the name first, then press F9.</source>
            <translation>Ketik sebagian nama dulu, lalu tekan F9.</translation>
        </message>
    </context>
    <context>
        <name>OtherPrinterDialog</name>
        <message>
            <source>Receipt printer</source>
            <translation>Printer struk</translation>
        </message>
        <message>
            <source>Print there</source>
            <translation>Cetak di sana</translation>
        </message>
    </context>
    <context>
        <name>PackPage</name>
        <message>
            <source>Practice: sales are marked and never counted</source>
            <translation>Latihan: penjualan ditandai dan tidak pernah dihitung</translation>
        </message>
        <message>
            <source>Not this one</source>
            <translation>Bukan ini</translation>
        </message>
        <message>
            <source>Make this till</source>
            <translation>Jadikan kasir ini</translation>
        </message>
        <message>
            <source>Event</source>
            <translation>Pameran</translation>
        </message>
        <message>
            <source>Stand and till</source>
            <translation>Stan dan kasir</translation>
        </message>
        <message>
            <source>Goods</source>
            <translation>Barang</translation>
        </message>
        <message>
            <source>Staff</source>
            <translation>Petugas</translation>
        </message>
        <message>
            <source>Key of the office</source>
            <translation>Kunci dinas</translation>
        </message>
        <message>
            <source>{0}  ·  till {1}</source>
            <translation>{0}  ·  kasir {1}</translation>
        </message>
        <message>
            <source>{0}  ·  makers: {1}</source>
            <translation>{0} jenis  ·  {1} perajin</translation>
        </message>
        <message>
            <source>cash rounded to {0}</source>
            <translation>tunai dibulatkan ke {0}</translation>
        </message>
    </context>
    <context>
        <name>PackStrip</name>
        <message>
            <source>Choose a stand pack…</source>
            <translation>Pilih paket stan…</translation>
        </message>
        <message>
            <source>With a stand pack, nothing has to be typed: drop it here.</source>
            <translation>Dengan paket stan, tidak perlu mengetik: seret berkasnya ke sini.</translation>
        </message>
        <message>
            <source>Stand pack {0}</source>
            <translation>Paket stan {0}</translation>
        </message>
        <message>
            <source>Found:</source>
            <translation>Ditemukan:</translation>
        </message>
        <message>
            <source>Stand pack of the office</source>
            <translation>Paket stan dari dinas</translation>
        </message>
    </context>
    <context>
        <name>PaperChoice</name>
        <message>
            <source>Letterhead…</source>
            <translation>Kop surat…</translation>
        </message>
        <message>
            <source>Language of the papers</source>
            <translation>Bahasa laporan dan setoran</translation>
        </message>
    </context>
    <context>
        <name>PaperDialog</name>
        <message>
            <source>Close</source>
            <translation>Tutup</translation>
        </message>
    </context>
    <context>
        <name>PaperPreview</name>
        <message>
            <source>Save as PDF</source>
            <translation>Simpan PDF</translation>
        </message>
        <message>
            <source>Print</source>
            <translation>Cetak</translation>
        </message>
        <message>
            <source>Smaller</source>
            <translation>Perkecil</translation>
        </message>
        <message>
            <source>Larger</source>
            <translation>Perbesar</translation>
        </message>
        <message numerus="yes">
            <source>%n page(s)</source>
            <translation>
                <numerusform>%n halaman</numerusform>
            </translation>
        </message>
        <message>
            <source>Saved: {0}</source>
            <translation>Disimpan: {0}</translation>
        </message>
        <message>
            <source>Sent to the printer.</source>
            <translation>Dikirim ke printer.</translation>
        </message>
    </context>
    <context>
        <name>PapersDialog</name>
        <message>
            <source>Close</source>
            <translation>Tutup</translation>
        </message>
        <message>
            <source>Papers</source>
            <translation>Laporan</translation>
        </message>
        <message>
            <source>Day report</source>
            <translation>Laporan harian</translation>
        </message>
        <message>
            <source>Makers, this day</source>
            <translation>Setoran hari ini</translation>
        </message>
        <message>
            <source>Makers, all days</source>
            <translation>Setoran semua hari</translation>
        </message>
        <message>
            <source>Closing slip</source>
            <translation>Slip tutup kasir</translation>
        </message>
        <message>
            <source>Stock list</source>
            <translation>Daftar stok</translation>
        </message>
        <message>
            <source>Price list</source>
            <translation>Daftar harga</translation>
        </message>
        <message>
            <source>Mend a scanner</source>
            <translation>Perbaiki pemindai</translation>
        </message>
        <message>
            <source>Cards of the makers</source>
            <translation>Kartu perajin</translation>
        </message>
        <message>
            <source>Till card</source>
            <translation>Kartu kasir</translation>
        </message>
        <message>
            <source>See the day's report</source>
            <translation>Lihat laporan harian</translation>
        </message>
    </context>
    <context>
        <name>PasteNoteDialog</name>
        <message>
            <source>Goods from another stand</source>
            <translation>Barang dari stan lain</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Lanjut</translation>
        </message>
        <message>
            <source>Scan the code of the other stand's note, or paste its text here.</source>
            <translation>Pindai kode di nota stan lain, atau tempel teksnya di sini.</translation>
        </message>
        <message>
            <source>Text of the note</source>
            <translation>Teks nota</translation>
        </message>
    </context>
    <context>
        <name>PayDialog</name>
        <message>
            <source>Never mind</source>
            <translation>Tidak jadi</translation>
        </message>
    </context>
    <context>
        <name>PayPanel</name>
        <message>
            <source>Exact</source>
            <translation>Uang pas</translation>
        </message>
        <message>
            <source>Cash received</source>
            <translation>Uang diterima</translation>
        </message>
        <message>
            <source>Another amount: type it</source>
            <translation>Jumlah lain: ketik</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Kembali</translation>
        </message>
        <message>
            <source>Pay cash</source>
            <translation>Bayar tunai</translation>
        </message>
        <message>
            <source>Rounding {0}</source>
            <translation>Pembulatan {0}</translation>
        </message>
        <message>
            <source>{0} short.</source>
            <translation>Uang diterima masih kurang {0}.</translation>
        </message>
    </context>
    <context>
        <name>PayloadEdit</name>
        <message>
            <source>A photo of the QRIS sticker</source>
            <translation>Foto stiker QRIS</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>Gambar</translation>
        </message>
    </context>
    <context>
        <name>PaymentDialog</name>
        <message>
            <source>What was paid to {0}?</source>
            <translation>Berapa yang dibayarkan kepada {0}?</translation>
        </message>
        <message>
            <source>Note it</source>
            <translation>Catat</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Jumlah</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Hari</translation>
        </message>
        <message>
            <source>Cash</source>
            <translation>Tunai</translation>
        </message>
        <message>
            <source>Transfer</source>
            <translation>Transfer</translation>
        </message>
        <message>
            <source>Proof</source>
            <translation>Bukti</translation>
        </message>
        <message>
            <source>number of the receipt or of the transfer</source>
            <translation>nomor kuitansi atau nomor transfer</translation>
        </message>
        <message>
            <source>Way</source>
            <translation>Cara</translation>
        </message>
        <message>
            <source>That is {0} more than is owed. Note it only if it was really paid.</source>
            <translation>Itu {0} lebih dari yang harus dibayar. Catat hanya bila memang sudah dibayarkan.</translation>
        </message>
        <message>
            <source>Type the amount.</source>
            <translation>Ketik jumlahnya.</translation>
        </message>
        <message>
            <source>Say by what it can be proved.</source>
            <translation>Tulis buktinya.</translation>
        </message>
    </context>
    <context>
        <name>PayoutDialog</name>
        <message>
            <source>Really pay {0} to {1}?</source>
            <translation>Benar {0} dibayarkan kepada {1}?</translation>
        </message>
        <message>
            <source>Pay it</source>
            <translation>Bayarkan</translation>
        </message>
        <message>
            <source>{0} is owed {1} at this till. That is {2} more.</source>
            <translation>Hak {0} di kasir ini {1}. Jumlah itu {2} lebih.</translation>
        </message>
        <message>
            <source>By the records there is not so much in the drawer.</source>
            <translation>Menurut catatan, uang di laci tidak sebanyak itu.</translation>
        </message>
        <message>
            <source>What is paid too much stands in the journal, and the office sees it.</source>
            <translation>Kelebihan bayar tercatat di jurnal, dan kantor melihatnya.</translation>
        </message>
    </context>
    <context>
        <name>PeopleCard</name>
        <message>
            <source>Add a person</source>
            <translation>Tambah orang</translation>
        </message>
        <message>
            <source>People at the till</source>
            <translation>Petugas kasir</translation>
        </message>
        <message>
            <source>Stand lead</source>
            <translation>Penanggung jawab stan</translation>
        </message>
        <message>
            <source>Cashier</source>
            <translation>Kasir</translation>
        </message>
        <message>
            <source>{0}, inactive</source>
            <translation>{0}, nonaktif</translation>
        </message>
        <message>
            <source>New PIN</source>
            <translation>PIN baru</translation>
        </message>
        <message>
            <source>Forgot the PIN</source>
            <translation>Lupa PIN</translation>
        </message>
        <message>
            <source>Deactivate</source>
            <translation>Nonaktifkan</translation>
        </message>
        <message>
            <source>Activate</source>
            <translation>Aktifkan</translation>
        </message>
        <message>
            <source>Change the people</source>
            <translation>Mengubah daftar petugas</translation>
        </message>
    </context>
    <context>
        <name>PersonDialog</name>
        <message>
            <source>A new person at the till</source>
            <translation>Petugas baru</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Tambah</translation>
        </message>
        <message>
            <source>PIN</source>
            <translation>PIN</translation>
        </message>
        <message>
            <source>short, as ANI</source>
            <translation>singkat, misalnya ANI</translation>
        </message>
        <message>
            <source>4 to 8 digits</source>
            <translation>4 sampai 8 angka</translation>
        </message>
        <message>
            <source>Cashier</source>
            <translation>Kasir</translation>
        </message>
        <message>
            <source>Stand lead</source>
            <translation>Penanggung jawab stan</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nama</translation>
        </message>
        <message>
            <source>Code</source>
            <translation>Kode</translation>
        </message>
        <message>
            <source>May</source>
            <translation>Peran</translation>
        </message>
    </context>
    <context>
        <name>PieceList</name>
        <message>
            <source>Scan, or type a code or name; 3* first for three pieces</source>
            <translation>Pindai, atau ketik kode atau nama; 3* di depan untuk tiga buah</translation>
        </message>
        <message>
            <source>Take the line off</source>
            <translation>Hapus baris</translation>
        </message>
        <message>
            <source>+ and − change the chosen line, ↑ and ↓ choose another.</source>
            <translation>+ dan − mengubah baris yang dipilih, ↑ dan ↓ memilih baris lain.</translation>
        </message>
        <message>
            <source>Several products: {0}. Type more of it.</source>
            <translation>Ada beberapa produk: {0}. Ketik lebih lengkap.</translation>
        </message>
        <message>
            <source>Nothing found for “{0}”.</source>
            <translation>Tidak ada yang cocok dengan “{0}”.</translation>
        </message>
        <message numerus="yes">
            <source>%n piece(s), {0} at list prices</source>
            <translation>
                <numerusform>%n buah, {0} harga daftar</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PinDialog</name>
        <message>
            <source>This is me</source>
            <translation>Ini saya</translation>
        </message>
        <message>
            <source>PIN</source>
            <translation>PIN</translation>
        </message>
    </context>
    <context>
        <name>PinEdit</name>
        <message>
            <source>Show</source>
            <translation>Tampilkan</translation>
        </message>
        <message>
            <source>Show the PIN</source>
            <translation>Tampilkan PIN</translation>
        </message>
    </context>
    <context>
        <name>PlanDialog</name>
        <message>
            <source>Code</source>
            <translation>Kode</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nama</translation>
        </message>
        <message>
            <source>Telephone</source>
            <translation>Telepon</translation>
        </message>
        <message>
            <source>Tills</source>
            <translation>Kasir</translation>
        </message>
        <message>
            <source>QRIS code</source>
            <translation>Kode QRIS</translation>
        </message>
        <message>
            <source>Days</source>
            <translation>Hari</translation>
        </message>
        <message>
            <source>Stands</source>
            <translation>Stan</translation>
        </message>
        <message>
            <source>Share %</source>
            <translation>Komisi %</translation>
        </message>
        <message>
            <source>Stand bears discount</source>
            <translation>Diskon ditanggung stan</translation>
        </message>
        <message>
            <source>Makers</source>
            <translation>Perajin</translation>
        </message>
        <message>
            <source>came later</source>
            <translation>menyusul</translation>
        </message>
        <message>
            <source>by telephone</source>
            <translation>lewat telepon</translation>
        </message>
        <message>
            <source>Change the plan</source>
            <translation>Ubah rencana</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Ubah</translation>
        </message>
        <message>
            <source>The change is signed and noted with its reason; it can be undone. A stand that takes no more part is noted on its till-day, not taken out here.</source>
            <translation>Perubahan ditandatangani dan dicatat beserta alasannya; bisa dibatalkan. Stan yang tidak ikut lagi dicatat di hari-kasirnya, tidak dihapus di sini.</translation>
        </message>
        <message numerus="yes">
            <source>Makers of the goods (%n)</source>
            <translation>
                <numerusform>Perajin dari barang (%n)</numerusform>
            </translation>
        </message>
        <message>
            <source>Last day</source>
            <translation>Hari terakhir</translation>
        </message>
        <message>
            <source>Add a row</source>
            <translation>Tambah baris</translation>
        </message>
        <message>
            <source>Nothing was changed.</source>
            <translation>Tidak ada yang diubah.</translation>
        </message>
        <message>
            <source>Say why.</source>
            <translation>Tulis alasannya.</translation>
        </message>
    </context>
    <context>
        <name>PracticeBar</name>
        <message>
            <source>PRACTICE: these sales do not count</source>
            <translation>LATIHAN: penjualan ini tidak dihitung</translation>
        </message>
        <message>
            <source>Back to the real till</source>
            <translation>Kembali ke kasir asli</translation>
        </message>
    </context>
    <context>
        <name>PriceDialog</name>
        <message>
            <source>Use this price</source>
            <translation>Pakai harga ini</translation>
        </message>
        <message>
            <source>Bargained price</source>
            <translation>Harga nego</translation>
        </message>
        <message>
            <source>Price of one piece</source>
            <translation>Harga satu buah</translation>
        </message>
        <message>
            <source>List price {0}. Price of one piece:</source>
            <translation>Harga jual {0}. Harga satu buah:</translation>
        </message>
        <message>
            <source>List price of one of {0}: {1}. Price of one piece:</source>
            <translation>Harga jual kalau {0} buah: {1}. Harga satu buah:</translation>
        </message>
        <message>
            <source>List price</source>
            <translation>Daftar</translation>
        </message>
        <message>
            <source>Type the price.</source>
            <translation>Ketik harganya.</translation>
        </message>
        <message>
            <source>At most {0}.</source>
            <translation>Paling banyak {0}.</translation>
        </message>
        <message>
            <source>Dearer than the list, which says {0}. Press Enter again to ask it.</source>
            <translation>Lebih mahal dari daftar, yang tertulis {0}. Tekan Enter sekali lagi kalau memang itu harganya.</translation>
        </message>
    </context>
    <context>
        <name>PrinterCard</name>
        <message>
            <source>Print every receipt by itself</source>
            <translation>Cetak setiap struk otomatis</translation>
        </message>
        <message>
            <source>Open the drawer with cash</source>
            <translation>Buka laci saat bayar tunai</translation>
        </message>
        <message>
            <source>Print a test</source>
            <translation>Tes cetak</translation>
        </message>
        <message>
            <source>none: receipts as PDF</source>
            <translation>tidak ada: struk sebagai PDF</translation>
        </message>
        <message>
            <source>Sending…</source>
            <translation>Mengirim…</translation>
        </message>
        <message>
            <source>Sent. Is every line whole, and the code sharp?</source>
            <translation>Terkirim. Apakah semua baris utuh dan kodenya tajam?</translation>
        </message>
    </context>
    <context>
        <name>PrinterForm</name>
        <message>
            <source>Look for printers</source>
            <translation>Cari printer</translation>
        </message>
        <message>
            <source>Printer</source>
            <translation>Printer</translation>
        </message>
        <message>
            <source>Paper</source>
            <translation>Kertas</translation>
        </message>
        <message>
            <source>Looking…</source>
            <translation>Mencari…</translation>
        </message>
        <message>
            <source>Printers found: {0}. One on the network: tcp://host:9100</source>
            <translation>Printer ditemukan: {0}. Yang di jaringan: tcp://host:9100</translation>
        </message>
    </context>
    <context>
        <name>ProblemsDialog</name>
        <message>
            <source>Copy all</source>
            <translation>Salin semua</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Tutup</translation>
        </message>
        <message numerus="yes">
            <source>%n file(s) to look at</source>
            <translation>
                <numerusform>%n berkas perlu dilihat</numerusform>
            </translation>
        </message>
        <message>
            <source>File</source>
            <translation>Berkas</translation>
        </message>
        <message>
            <source>What it means, and what to do</source>
            <translation>Artinya, dan apa yang dilakukan</translation>
        </message>
    </context>
    <context>
        <name>ProductCard</name>
        <message>
            <source>Edit</source>
            <translation>Ubah</translation>
        </message>
        <message>
            <source>Stock</source>
            <translation>Stok</translation>
        </message>
        <message>
            <source>Photo</source>
            <translation>Foto</translation>
        </message>
        <message>
            <source>Code</source>
            <translation>Kode</translation>
        </message>
        <message>
            <source>Barcode</source>
            <translation>Barcode</translation>
        </message>
        <message>
            <source>Maker</source>
            <translation>Perajin</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>Kategori</translation>
        </message>
        <message>
            <source>Stand's share</source>
            <translation>Bagi hasil stan</translation>
        </message>
        <message>
            <source>Stock at this till</source>
            <translation>Stok di kasir ini</translation>
        </message>
    </context>
    <context>
        <name>ProductDialog</name>
        <message>
            <source>Code</source>
            <translation>Kode</translation>
        </message>
        <message>
            <source>Price</source>
            <translation>Harga</translation>
        </message>
        <message>
            <source>Barcode</source>
            <translation>Barcode</translation>
        </message>
        <message>
            <source>There is only one</source>
            <translation>Hanya ada satu</translation>
        </message>
        <message>
            <source>A new product</source>
            <translation>Produk baru</translation>
        </message>
        <message>
            <source>Edit the product</source>
            <translation>Ubah produk</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Simpan</translation>
        </message>
        <message>
            <source>as 10=45000; 50=40000</source>
            <translation>misalnya 10=45000; 50=40000</translation>
        </message>
        <message>
            <source>empty: as agreed</source>
            <translation>kosong: sesuai perjanjian</translation>
        </message>
        <message>
            <source>scan or type, as MNK-0101</source>
            <translation>pindai atau ketik, misalnya MNK-0101</translation>
        </message>
        <message>
            <source>scan, or leave empty</source>
            <translation>pindai, atau biarkan kosong</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nama</translation>
        </message>
        <message>
            <source>Maker</source>
            <translation>Perajin</translation>
        </message>
        <message>
            <source>Category</source>
            <translation>Kategori</translation>
        </message>
        <message>
            <source>Name in English</source>
            <translation>Nama Inggris</translation>
        </message>
        <message>
            <source>Stand's share in %</source>
            <translation>Bagi hasil stan %</translation>
        </message>
        <message>
            <source>Price for several</source>
            <translation>Harga bertingkat</translation>
        </message>
        <message>
            <source>choose, or type a new one</source>
            <translation>pilih, atau ketik yang baru</translation>
        </message>
    </context>
    <context>
        <name>ProductsScreen</name>
        <message>
            <source>Nearly sold out</source>
            <translation>Hampir habis</translation>
        </message>
        <message>
            <source>New</source>
            <translation>Baru</translation>
        </message>
        <message>
            <source>Slip with a maker</source>
            <translation>Berita acara</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Impor</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Ekspor</translation>
        </message>
        <message>
            <source>English names</source>
            <translation>Nama Inggris</translation>
        </message>
        <message>
            <source>Paste a list</source>
            <translation>Tempel daftar</translation>
        </message>
        <message>
            <source>Makers</source>
            <translation>Perajin</translation>
        </message>
        <message>
            <source>Example of a list</source>
            <translation>Contoh daftar</translation>
        </message>
        <message>
            <source>Between stands</source>
            <translation>Antarstan</translation>
        </message>
        <message>
            <source>Name, code, barcode, maker…</source>
            <translation>Nama, kode, barcode, perajin…</translation>
        </message>
        <message>
            <source>Find a product</source>
            <translation>Cari produk</translation>
        </message>
        <message>
            <source>What buyers are told of the makers</source>
            <translation>Yang diceritakan kepada pembeli tentang perajin</translation>
        </message>
        <message>
            <source>No goods yet. Import a sheet, or enter the first one.</source>
            <translation>Belum ada barang. Impor lembar barang, atau isi yang pertama.</translation>
        </message>
        <message>
            <source>Nothing found.</source>
            <translation>Tidak ditemukan.</translation>
        </message>
        <message numerus="yes">
            <source>%n product(s)</source>
            <translation>
                <numerusform>%n produk</numerusform>
            </translation>
        </message>
        <message>
            <source>Edit a product</source>
            <translation>Mengubah produk</translation>
        </message>
        <message>
            <source>{0} is saved.</source>
            <translation>{0} tersimpan.</translation>
        </message>
        <message>
            <source>Enter a product</source>
            <translation>Menambah produk</translation>
        </message>
        <message>
            <source>{0} is saved. Note its stock with F4.</source>
            <translation>{0} tersimpan. Catat stoknya dengan F4.</translation>
        </message>
        <message>
            <source>Change the stock</source>
            <translation>Mengubah stok</translation>
        </message>
        <message>
            <source>The stock of {0} is noted.</source>
            <translation>Stok {0} dicatat.</translation>
        </message>
        <message>
            <source>A photo of {0}</source>
            <translation>Foto {0}</translation>
        </message>
        <message>
            <source>Make a slip of goods</source>
            <translation>Membuat berita acara</translation>
        </message>
        <message>
            <source>Slip {0} saved for signing: {1}</source>
            <translation>Berita acara {0} disimpan untuk ditandatangani: {1}</translation>
        </message>
        <message>
            <source>Import goods</source>
            <translation>Mengimpor barang</translation>
        </message>
        <message>
            <source>Nothing was copied. Copy the rows in the spreadsheet first.</source>
            <translation>Belum ada yang disalin. Salin dulu baris-barisnya di lembar kerja.</translation>
        </message>
        <message>
            <source>the copied rows</source>
            <translation>baris yang disalin</translation>
        </message>
        <message>
            <source>{0} new, {1} changed, {2} left out.</source>
            <translation>{0} baru, {1} berubah, {2} dilewati.</translation>
        </message>
        <message>
            <source>goods-list.xlsx</source>
            <translation>daftar-barang.xlsx</translation>
        </message>
        <message>
            <source>The example is written to {0}.</source>
            <translation>Contoh sudah ditulis ke {0}.</translation>
        </message>
        <message>
            <source>Edit English names</source>
            <translation>Ubah nama Inggris</translation>
        </message>
        <message numerus="yes">
            <source>%n English name(s) stored.</source>
            <translation>
                <numerusform>%n nama Inggris disimpan.</numerusform>
            </translation>
        </message>
        <message>
            <source>Edit makers' cards</source>
            <translation>Ubah kartu perajin</translation>
        </message>
        <message numerus="yes">
            <source>%n maker's card(s) stored.</source>
            <translation>
                <numerusform>%n kartu perajin tersimpan.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n product(s) written to {0}.</source>
            <translation>
                <numerusform>%n produk ditulis ke {0}.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>QAbstractFileIconProvider</name>
        <message>
            <source>Drive</source>
            <translation>Drive</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Folder</translation>
        </message>
        <message>
            <source>File</source>
            <translation>File</translation>
        </message>
        <message>
            <source>Shortcut</source>
            <translation>Pintasan</translation>
        </message>
        <message>
            <source>Unknown</source>
            <translation>Tidak dikenal</translation>
        </message>
    </context>
    <context>
        <name>QAbstractSpinBox</name>
        <message>
            <source>&amp;Select All</source>
            <translation>&amp;Pilih semua</translation>
        </message>
        <message>
            <source>&amp;Step up</source>
            <translation>&amp;Naik</translation>
        </message>
        <message>
            <source>Step &amp;down</source>
            <translation>&amp;Turun</translation>
        </message>
    </context>
    <context>
        <name>QDialogButtonBox</name>
        <message>
            <source>OK</source>
            <translation>OK</translation>
        </message>
    </context>
    <context>
        <name>QFileDialog</name>
        <message>
            <source>Back</source>
            <translation>Kembali</translation>
        </message>
        <message>
            <source>Go back</source>
            <translation>Kembali</translation>
        </message>
        <message>
            <source>Alt+Left</source>
            <translation>Alt+Left</translation>
        </message>
        <message>
            <source>Forward</source>
            <translation>Maju</translation>
        </message>
        <message>
            <source>Go forward</source>
            <translation>Maju</translation>
        </message>
        <message>
            <source>Alt+Right</source>
            <translation>Alt+Right</translation>
        </message>
        <message>
            <source>Parent Directory</source>
            <translation>Folder di atasnya</translation>
        </message>
        <message>
            <source>Go to the parent directory</source>
            <translation>Ke folder di atasnya</translation>
        </message>
        <message>
            <source>Alt+Up</source>
            <translation>Alt+Up</translation>
        </message>
        <message>
            <source>Create New Folder</source>
            <translation>Buat folder baru</translation>
        </message>
        <message>
            <source>Create a New Folder</source>
            <translation>Buat folder baru</translation>
        </message>
        <message>
            <source>List View</source>
            <translation>Tampilan daftar</translation>
        </message>
        <message>
            <source>Change to list view mode</source>
            <translation>Tampilkan sebagai daftar</translation>
        </message>
        <message>
            <source>Detail View</source>
            <translation>Tampilan rinci</translation>
        </message>
        <message>
            <source>Change to detail view mode</source>
            <translation>Tampilkan dengan rincian</translation>
        </message>
        <message>
            <source>Sidebar</source>
            <translation>Daftar tempat</translation>
        </message>
        <message>
            <source>List of places and bookmarks</source>
            <translation>Daftar tempat</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>File</translation>
        </message>
        <message>
            <source>File &amp;name:</source>
            <translation>&amp;Nama file:</translation>
        </message>
        <message>
            <source>Directory:</source>
            <translation>Folder:</translation>
        </message>
        <message>
            <source>Directories</source>
            <translation>Folder</translation>
        </message>
        <message>
            <source>&amp;Open</source>
            <translation>&amp;Buka</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Buka</translation>
        </message>
        <message>
            <source>&amp;Save</source>
            <translation>&amp;Simpan</translation>
        </message>
        <message>
            <source>Save As</source>
            <translation>Simpan sebagai</translation>
        </message>
        <message>
            <source>&amp;Choose</source>
            <translation>&amp;Pilih</translation>
        </message>
        <message>
            <source>&amp;Rename</source>
            <translation>&amp;Ganti nama</translation>
        </message>
        <message>
            <source>&amp;Delete</source>
            <translation>&amp;Hapus</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Hapus</translation>
        </message>
        <message>
            <source>Show &amp;hidden files</source>
            <translation>Tampilkan file &amp;tersembunyi</translation>
        </message>
        <message>
            <source>&amp;New Folder</source>
            <translation>Folder &amp;baru</translation>
        </message>
        <message>
            <source>New Folder</source>
            <translation>Folder baru</translation>
        </message>
        <message>
            <source>Find Directory</source>
            <translation>Cari folder</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Keluarkan</translation>
        </message>
        <message>
            <source>Recent Places</source>
            <translation>Tempat terakhir</translation>
        </message>
        <message>
            <source>Computer</source>
            <translation>Komputer</translation>
        </message>
        <message>
            <source>All Files (*)</source>
            <translation>Semua file (*)</translation>
        </message>
        <message>
            <source>Show </source>
            <translation>Tampilkan </translation>
        </message>
        <message>
            <source>Drive</source>
            <translation>Drive</translation>
        </message>
        <message>
            <source>File</source>
            <translation>File</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Folder</translation>
        </message>
        <message>
            <source>Unknown</source>
            <translation>Tidak dikenal</translation>
        </message>
        <message>
            <source>%1 already exists.
Do you want to replace it?</source>
            <translation>%1 sudah ada.
Ganti dengan yang baru?</translation>
        </message>
        <message>
            <source>%1
Directory not found.
Please verify the correct directory name was given.</source>
            <translation>%1
Folder tidak ditemukan.
Periksa nama foldernya.</translation>
        </message>
        <message>
            <source>%1
File not found.
Please verify the correct file name was given.</source>
            <translation>%1
File tidak ditemukan.
Periksa nama filenya.</translation>
        </message>
        <message>
            <source>'%1' is write protected.
Do you want to delete it anyway?</source>
            <translation>'%1' dilindungi dari perubahan.
Tetap hapus?</translation>
        </message>
        <message>
            <source>Are you sure you want to delete '%1'?</source>
            <translation>Yakin menghapus '%1'?</translation>
        </message>
        <message>
            <source>Could not delete directory.</source>
            <translation>Folder tidak dapat dihapus.</translation>
        </message>
        <message>
            <source>&amp;Look in:</source>
            <translation>&amp;Cari di:</translation>
        </message>
        <message>
            <source>Files of &amp;type:</source>
            <translation>&amp;Jenis file:</translation>
        </message>
    </context>
    <context>
        <name>QFileSystemModel</name>
        <message>
            <source>Name</source>
            <translation>Nama</translation>
        </message>
        <message>
            <source>Size</source>
            <translation>Ukuran</translation>
        </message>
        <message>
            <source>Type</source>
            <translation>Jenis</translation>
        </message>
        <message>
            <source>Date Modified</source>
            <translation>Diubah</translation>
        </message>
        <message>
            <source>Computer</source>
            <translation>Komputer</translation>
        </message>
    </context>
    <context>
        <name>QLineEdit</name>
        <message>
            <source>&amp;Undo</source>
            <translation>&amp;Urungkan</translation>
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation>Ul&amp;angi</translation>
        </message>
        <message>
            <source>Cu&amp;t</source>
            <translation>&amp;Potong</translation>
        </message>
        <message>
            <source>&amp;Copy</source>
            <translation>&amp;Salin</translation>
        </message>
        <message>
            <source>&amp;Paste</source>
            <translation>&amp;Tempel</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Hapus</translation>
        </message>
        <message>
            <source>Select All</source>
            <translation>Pilih semua</translation>
        </message>
    </context>
    <context>
        <name>QMessageBox</name>
        <message>
            <source>OK</source>
            <translation>OK</translation>
        </message>
        <message>
            <source>Show Details...</source>
            <translation>Tampilkan rincian…</translation>
        </message>
        <message>
            <source>Hide Details...</source>
            <translation>Sembunyikan rincian…</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Bantuan</translation>
        </message>
    </context>
    <context>
        <name>QPlatformTheme</name>
        <message>
            <source>OK</source>
            <translation>OK</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Simpan</translation>
        </message>
        <message>
            <source>Save All</source>
            <translation>Simpan semua</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Buka</translation>
        </message>
        <message>
            <source>&amp;Yes</source>
            <translation>&amp;Ya</translation>
        </message>
        <message>
            <source>Yes to &amp;All</source>
            <translation>Ya untuk &amp;semua</translation>
        </message>
        <message>
            <source>&amp;No</source>
            <translation>&amp;Tidak</translation>
        </message>
        <message>
            <source>N&amp;o to All</source>
            <translation>Ti&amp;dak untuk semua</translation>
        </message>
        <message>
            <source>Abort</source>
            <translation>Hentikan</translation>
        </message>
        <message>
            <source>Retry</source>
            <translation>Coba lagi</translation>
        </message>
        <message>
            <source>Ignore</source>
            <translation>Abaikan</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Tutup</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Batal</translation>
        </message>
        <message>
            <source>Discard</source>
            <translation>Buang</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Bantuan</translation>
        </message>
        <message>
            <source>Apply</source>
            <translation>Terapkan</translation>
        </message>
        <message>
            <source>Reset</source>
            <translation>Ulangi dari awal</translation>
        </message>
        <message>
            <source>Restore Defaults</source>
            <translation>Kembalikan ke semula</translation>
        </message>
    </context>
    <context>
        <name>QPrintDialog</name>
        <message>
            <source>Print</source>
            <translation>Cetak</translation>
        </message>
        <message>
            <source>&amp;Print</source>
            <translation>&amp;Cetak</translation>
        </message>
        <message>
            <source>&amp;Options &gt;&gt;</source>
            <translation>&amp;Pilihan &gt;&gt;</translation>
        </message>
        <message>
            <source>&amp;Options &lt;&lt;</source>
            <translation>&amp;Pilihan &lt;&lt;</translation>
        </message>
        <message>
            <source>Print to File (PDF)</source>
            <translation>Cetak ke file (PDF)</translation>
        </message>
        <message>
            <source>Local file</source>
            <translation>File di laptop</translation>
        </message>
        <message>
            <source>Write PDF file</source>
            <translation>Tulis file PDF</translation>
        </message>
        <message>
            <source>Print To File ...</source>
            <translation>Cetak ke file …</translation>
        </message>
    </context>
    <context>
        <name>QWidgetTextControl</name>
        <message>
            <source>&amp;Undo</source>
            <translation>&amp;Urungkan</translation>
        </message>
        <message>
            <source>&amp;Redo</source>
            <translation>Ul&amp;angi</translation>
        </message>
        <message>
            <source>Cu&amp;t</source>
            <translation>&amp;Potong</translation>
        </message>
        <message>
            <source>&amp;Copy</source>
            <translation>&amp;Salin</translation>
        </message>
        <message>
            <source>Copy &amp;Link Location</source>
            <translation>Salin alamat &amp;tautan</translation>
        </message>
        <message>
            <source>&amp;Paste</source>
            <translation>&amp;Tempel</translation>
        </message>
        <message>
            <source>Delete</source>
            <translation>Hapus</translation>
        </message>
        <message>
            <source>Select All</source>
            <translation>Pilih semua</translation>
        </message>
    </context>
    <context>
        <name>QrisPanel</name>
        <message>
            <source>Back</source>
            <translation>Kembali</translation>
        </message>
        <message>
            <source>Money is in</source>
            <translation>Sudah masuk</translation>
        </message>
        <message>
            <source>Not seen yet</source>
            <translation>Belum terlihat</translation>
        </message>
        <message>
            <source>From a photo of the sticker…</source>
            <translation>Dari foto stiker…</translation>
        </message>
        <message>
            <source>Keep this code</source>
            <translation>Simpan kode ini</translation>
        </message>
        <message>
            <source>Reference</source>
            <translation>Referensi</translation>
        </message>
        <message>
            <source>QRIS code</source>
            <translation>Kode QRIS</translation>
        </message>
        <message>
            <source>This till does not know the stand's QRIS code yet. Scan the QRIS sticker into the field, or paste its text. It starts with 000201.</source>
            <translation>Kasir ini belum mengenal kode QRIS stan. Pindai stiker QRIS ke kotak ini, atau tempel teksnya. Awalnya 000201.</translation>
        </message>
        <message>
            <source>Text of the stand's QRIS code</source>
            <translation>Teks kode QRIS stan</translation>
        </message>
        <message>
            <source>NMID {0}</source>
            <translation>NMID {0}</translation>
        </message>
        <message>
            <source>The buyer types this amount. Look for it in the merchant's own app.</source>
            <translation>Pembeli mengetik jumlah ini. Cek uang masuk di aplikasi merchant.</translation>
        </message>
        <message>
            <source>Look for the money in the merchant's own app. A buyer's screenshot is no proof.</source>
            <translation>Lihat uang masuk di aplikasi merchant sendiri. Tangkapan layar pembeli bukan bukti.</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Jumlah</translation>
        </message>
        <message>
            <source>Static</source>
            <translation>Statis</translation>
        </message>
        <message>
            <source>Back to the code with the amount</source>
            <translation>Kembali ke kode berisi jumlah</translation>
        </message>
        <message>
            <source>The wallet refuses the code: show the stand's own, without an amount</source>
            <translation>Dompet menolak kode ini: tampilkan kode stan tanpa jumlah</translation>
        </message>
        <message>
            <source>This code was changed today. Compare the name with the stand's sticker.</source>
            <translation>Kode ini diganti hari ini. Cocokkan namanya dengan stiker stan.</translation>
        </message>
        <message>
            <source>Store the stand's QRIS code</source>
            <translation>Simpan kode QRIS stan</translation>
        </message>
    </context>
    <context>
        <name>QuantityDialog</name>
        <message>
            <source>So many</source>
            <translation>Sebanyak ini</translation>
        </message>
        <message>
            <source>Number of pieces</source>
            <translation>Jumlah buah</translation>
        </message>
        <message>
            <source>Number of pieces:</source>
            <translation>Jumlah buah:</translation>
        </message>
        <message>
            <source>Type how many, at least 1.</source>
            <translation>Ketik berapa buah, paling sedikit 1.</translation>
        </message>
    </context>
    <context>
        <name>ReasonDialog</name>
        <message>
            <source>Say why.</source>
            <translation>Tulis alasannya.</translation>
        </message>
    </context>
    <context>
        <name>ReasonRow</name>
        <message>
            <source>Reason</source>
            <translation>Alasan</translation>
        </message>
    </context>
    <context>
        <name>ReceiptCard</name>
        <message>
            <source>Choose a logo…</source>
            <translation>Pilih logo…</translation>
        </message>
        <message>
            <source>No logo</source>
            <translation>Tanpa logo</translation>
        </message>
        <message>
            <source>A QR code that tells of the maker</source>
            <translation>Kode QR yang bercerita tentang perajin</translation>
        </message>
        <message>
            <source>Spell the amount out in words</source>
            <translation>Tulis jumlah dengan terbilang</translation>
        </message>
        <message>
            <source>Receipts</source>
            <translation>Struk</translation>
        </message>
        <message>
            <source>The logo as it is printed</source>
            <translation>Logo seperti tercetak</translation>
        </message>
        <message>
            <source>A line at the foot, as: Instagram @dekranasda</source>
            <translation>Baris di kaki struk, misalnya: Instagram @dekranasda</translation>
        </message>
        <message>
            <source>A logo for the receipts</source>
            <translation>Logo untuk struk</translation>
        </message>
        <message>
            <source>The next receipt bears the logo.</source>
            <translation>Struk berikutnya memakai logo ini.</translation>
        </message>
    </context>
    <context>
        <name>ReceiveGoodsDialog</name>
        <message numerus="yes">
            <source>Goods from stand {0}: take in %n piece(s)?</source>
            <translation>
                <numerusform>Barang dari stan {0}: terima %n buah?</numerusform>
            </translation>
        </message>
        <message>
            <source>Take in</source>
            <translation>Terima</translation>
        </message>
        <message>
            <source>Count the pieces. Where fewer came, type the number over that of the note.</source>
            <translation>Hitung barangnya. Kalau kurang, ketik jumlah yang datang di kolom jumlah.</translation>
        </message>
        <message>
            <source>Pieces</source>
            <translation>Jumlah</translation>
        </message>
        <message>
            <source>Goods</source>
            <translation>Barang</translation>
        </message>
        <message>
            <source>Price</source>
            <translation>Harga</translation>
        </message>
        <message>
            <source>Here</source>
            <translation>Di sini</translation>
        </message>
        <message>
            <source>Goods on the note</source>
            <translation>Barang di nota</translation>
        </message>
        <message>
            <source>code of other goods</source>
            <translation>kode barang lain</translation>
        </message>
        <message>
            <source>only one</source>
            <translation>hanya satu</translation>
        </message>
        <message>
            <source>new here</source>
            <translation>baru di sini</translation>
        </message>
        <message numerus="yes">
            <source>%n in stock</source>
            <translation>
                <numerusform>stok %n</numerusform>
            </translation>
        </message>
        <message>
            <source>Type how many pieces came, 0 for none.</source>
            <translation>Ketik berapa yang datang, 0 kalau tidak ada.</translation>
        </message>
        <message>
            <source>Take in goods of a till that is not known here</source>
            <translation>Terima barang dari kasir yang belum dikenal</translation>
        </message>
        <message>
            <source>A stand lead has to allow it.</source>
            <translation>Ketua stan harus mengizinkan.</translation>
        </message>
        <message numerus="yes">
            <source>%n piece(s) of note {0} are in the stock.</source>
            <translation>
                <numerusform>%n buah dari nota {0} sudah masuk stok.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RecoveryDialog</name>
        <message>
            <source>Write this code down</source>
            <translation>Catat kode ini</translation>
        </message>
        <message>
            <source>I wrote it down</source>
            <translation>Sudah dicatat</translation>
        </message>
        <message>
            <source>It is the way back when a lead forgets the PIN. It is shown only now. Keep it away from the till, with the office for example.</source>
            <translation>Ini jalan kembali bila penanggung jawab lupa PIN. Hanya ditampilkan sekarang. Simpan jauh dari kasir, misalnya di dinas.</translation>
        </message>
    </context>
    <context>
        <name>RefundDialog</name>
        <message>
            <source>Pieces of {0}</source>
            <translation>Jumlah {0}</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>Semua</translation>
        </message>
        <message>
            <source>All in cash</source>
            <translation>Semua tunai</translation>
        </message>
        <message>
            <source>broken</source>
            <translation>barang rusak</translation>
        </message>
        <message>
            <source>wrong piece</source>
            <translation>salah barang</translation>
        </message>
        <message>
            <source>buyer changed their mind</source>
            <translation>pembeli berubah pikiran</translation>
        </message>
        <message>
            <source>Return from {0}</source>
            <translation>Retur dari {0}</translation>
        </message>
        <message>
            <source>Give it back</source>
            <translation>Kembalikan</translation>
        </message>
        <message>
            <source>{0} left</source>
            <translation>sisa {0}</translation>
        </message>
        <message>
            <source>One less of {0}</source>
            <translation>Kurangi satu {0}</translation>
        </message>
        <message>
            <source>One more of {0}</source>
            <translation>Tambah satu {0}</translation>
        </message>
        <message>
            <source>To give back: {0}</source>
            <translation>Dikembalikan: {0}</translation>
        </message>
        <message>
            <source>Goes back as: {0}</source>
            <translation>Kembali sebagai: {0}</translation>
        </message>
        <message>
            <source>Type how many come back.</source>
            <translation>Ketik berapa yang kembali.</translation>
        </message>
        <message>
            <source>Say why.</source>
            <translation>Tulis alasannya.</translation>
        </message>
    </context>
    <context>
        <name>ReportPage</name>
        <message>
            <source>Report</source>
            <translation>Laporan</translation>
        </message>
        <message>
            <source>PDF, XLSX with charts, CSV and makers' statements, all from one set of figures.</source>
            <translation>PDF, XLSX dengan grafik, CSV, dan rincian perajin, dari satu sumber angka.</translation>
        </message>
        <message>
            <source>Write the report…</source>
            <translation>Tulis laporan…</translation>
        </message>
        <message>
            <source>Stand packs</source>
            <translation>Paket stan</translation>
        </message>
        <message>
            <source>Before the fair: one signed file for each till, with its codes and goods.</source>
            <translation>Sebelum pameran: satu berkas bertanda tangan untuk setiap kasir, dengan kode dan barangnya.</translation>
        </message>
        <message>
            <source>Write the stand packs…</source>
            <translation>Tulis paket stan…</translation>
        </message>
        <message>
            <source>Hand-over receipts</source>
            <translation>Tanda terima</translation>
        </message>
        <message>
            <source>For every file here: a message and a slip with the code for its till.</source>
            <translation>Untuk setiap berkas di sini: pesan dan slip dengan kode untuk kasirnya.</translation>
        </message>
        <message>
            <source>Write the receipts…</source>
            <translation>Tulis tanda terima…</translation>
        </message>
        <message>
            <source>Change the plan…</source>
            <translation>Ubah rencana…</translation>
        </message>
        <message>
            <source>Makers' cards…</source>
            <translation>Kartu perajin…</translation>
        </message>
        <message>
            <source>The plan is changed. New tills need their stand packs: write them again.</source>
            <translation>Rencana sudah diubah. Kasir baru butuh paket stan: tulis paketnya lagi.</translation>
        </message>
        <message>
            <source>The plan has no makers yet.</source>
            <translation>Rencana belum punya perajin.</translation>
        </message>
        <message>
            <source>makers' cards</source>
            <translation>kartu perajin</translation>
        </message>
        <message>
            <source>The book of an earlier fair</source>
            <translation>Buku pameran sebelumnya</translation>
        </message>
        <message numerus="yes">
            <source>%n maker's card(s) changed. Write the stand packs again.</source>
            <translation>
                <numerusform>%n kartu perajin berubah. Tulis lagi paket stan.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RescuePage</name>
        <message>
            <source>Another folder…</source>
            <translation>Folder lain…</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Kembali</translation>
        </message>
        <message>
            <source>Restore it here</source>
            <translation>Pulihkan di sini</translation>
        </message>
        <message>
            <source>Carry on at this laptop</source>
            <translation>Lanjutkan di laptop ini</translation>
        </message>
        <message>
            <source>Carry a till on</source>
            <translation>Lanjutkan kasir ini</translation>
        </message>
        <message>
            <source>No PIN of a stand lead is known here, so none is asked. The office sees it.</source>
            <translation>Tidak ada PIN penanggung jawab yang diketahui di sini, jadi tidak ditanyakan. Kantor bisa melihatnya.</translation>
        </message>
        <message>
            <source>Carry on: the old laptop is dead or gone. Restore: this is the same laptop, and its data were lost.</source>
            <translation>Lanjutkan: laptop lama mati atau hilang. Pulihkan: ini laptop yang sama, datanya yang hilang.</translation>
        </message>
        <message>
            <source>A stand lead allows it</source>
            <translation>Penanggung jawab stan mengizinkan</translation>
        </message>
        <message>
            <source>Lead's name</source>
            <translation>Nama penanggung jawab</translation>
        </message>
        <message>
            <source>Lead's PIN</source>
            <translation>PIN penanggung jawab</translation>
        </message>
        <message>
            <source>PIN</source>
            <translation>PIN</translation>
        </message>
        <message>
            <source>Found:</source>
            <translation>Ditemukan:</translation>
        </message>
        <message>
            <source>Put in the safety stick of the till, or choose the folder of its backup.</source>
            <translation>Pasang stik pengaman kasir itu, atau pilih folder cadangannya.</translation>
        </message>
        <message>
            <source>This laptop</source>
            <translation>Laptop ini</translation>
        </message>
        <message>
            <source>Safety folder or backup</source>
            <translation>Folder pengaman atau cadangan</translation>
        </message>
        <message>
            <source>{0} sales, {1}, until {2}</source>
            <translation>{0} penjualan, {1}, sampai {2}</translation>
        </message>
        <message>
            <source>Nothing is lost.</source>
            <translation>Tidak ada yang hilang.</translation>
        </message>
        <message>
            <source>What the old laptop sold after that is not known here. It keeps its numbers, and the office unites both.</source>
            <translation>Yang dijual laptop lama sesudah itu belum diketahui di sini. Nomornya tetap, dan kantor menyatukan keduanya.</translation>
        </message>
    </context>
    <context>
        <name>RescueWindow</name>
        <message>
            <source>Restore the till</source>
            <translation>Pulihkan kasir</translation>
        </message>
        <message>
            <source>Restore the till now?</source>
            <translation>Pulihkan kasir sekarang?</translation>
        </message>
        <message>
            <source>Look for a copy</source>
            <translation>Cari salinannya</translation>
        </message>
        <message>
            <source>The damaged data stay where they are. What the copies know is shown before anything is changed.</source>
            <translation>Data yang rusak tetap di tempatnya. Isi salinannya ditampilkan dulu sebelum ada yang diubah.</translation>
        </message>
    </context>
    <context>
        <name>RestoreBookDialog</name>
        <message>
            <source>The book is damaged</source>
            <translation>Buku rusak</translation>
        </message>
        <message>
            <source>Make the book anew</source>
            <translation>Bangun ulang buku</translation>
        </message>
        <message>
            <source>No figure of {0} is shown, because it could be wrong. The day files hold as before. A new book is made from what is whole in this one, with its decisions and its key, and from what you add here. The damaged book is kept.</source>
            <translation>Angka dari {0} tidak ditampilkan karena bisa salah. Berkas harian tetap sah. Buku baru dibuat dari isi buku ini yang masih utuh, beserta keputusan dan kuncinya, dan dari yang Anda tambahkan di sini. Buku yang rusak tetap disimpan.</translation>
        </message>
        <message>
            <source>Add the sticks and folders with day files.</source>
            <translation>Tambahkan stik dan folder berisi berkas harian.</translation>
        </message>
        <message>
            <source>Add a stick or folder…</source>
            <translation>Tambah stik atau folder…</translation>
        </message>
        <message>
            <source>Add files…</source>
            <translation>Tambah berkas…</translation>
        </message>
    </context>
    <context>
        <name>Results</name>
        <message>
            <source>Search results</source>
            <translation>Hasil pencarian</translation>
        </message>
    </context>
    <context>
        <name>ReviewDialog</name>
        <message>
            <source>Nothing is worth a look in the files that count.</source>
            <translation>Tidak ada yang perlu dilihat dalam berkas yang dihitung.</translation>
        </message>
        <message>
            <source>Open the till-day</source>
            <translation>Buka hari kasir</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Tutup</translation>
        </message>
        <message>
            <source>Ordinary things are here too. Enter opens the till-day; a click on a heading sorts.</source>
            <translation>Hal biasa juga ada di sini. Enter membuka hari kasirnya; klik judul kolom untuk mengurutkan.</translation>
        </message>
        <message>
            <source>Earlier day</source>
            <translation>Hari sebelumnya</translation>
        </message>
        <message>
            <source>Later day</source>
            <translation>Hari sesudahnya</translation>
        </message>
        <message>
            <source>Worth a look</source>
            <translation>Perlu dilihat</translation>
        </message>
        <message>
            <source>Ordinary things are here too: a void is nothing bad. Look at the dearest first, and ask.</source>
            <translation>Hal biasa juga ada di sini: pembatalan bukan hal buruk. Lihat yang terbesar dulu, lalu tanyakan.</translation>
        </message>
        <message>
            <source>Worth a look  ·  {0}</source>
            <translation>Perlu dilihat  ·  {0}</translation>
        </message>
        <message>
            <source>Nothing is worth a look on this day.</source>
            <translation>Tidak ada yang perlu dilihat pada hari ini.</translation>
        </message>
    </context>
    <context>
        <name>ReviewModel</name>
        <message>
            <source>Rupiah</source>
            <translation>Rupiah</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Apa</translation>
        </message>
        <message>
            <source>Till</source>
            <translation>Kasir</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Hari</translation>
        </message>
        <message>
            <source>Receipt</source>
            <translation>Struk</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Pukul</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>Siapa</translation>
        </message>
    </context>
    <context>
        <name>RightColumn</name>
        <message>
            <source>The till is not open yet. Open it first.</source>
            <translation>Kasir belum dibuka. Buka dulu.</translation>
        </message>
    </context>
    <context>
        <name>RunningPanel</name>
        <message>
            <source>Hand over earlier days</source>
            <translation>Serahkan hari sebelumnya</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Jumlah</translation>
        </message>
        <message>
            <source>Note it</source>
            <translation>Catat</translation>
        </message>
        <message>
            <source>Open the drawer</source>
            <translation>Buka laci</translation>
        </message>
        <message>
            <source>Hand the drawer over</source>
            <translation>Serahkan laci</translation>
        </message>
        <message>
            <source>Interim total</source>
            <translation>Laporan sementara</translation>
        </message>
        <message>
            <source>Count and close the till</source>
            <translation>Hitung dan tutup kasir</translation>
        </message>
        <message>
            <source>The till is open</source>
            <translation>Kasir sedang buka</translation>
        </message>
        <message>
            <source>Cash in or out of the drawer</source>
            <translation>Kas masuk atau keluar</translation>
        </message>
        <message>
            <source>To which maker?</source>
            <translation>Kepada perajin mana?</translation>
        </message>
        <message>
            <source>Maker</source>
            <translation>Perajin</translation>
        </message>
        <message>
            <source>What for (must be given)</source>
            <translation>Untuk apa (wajib diisi)</translation>
        </message>
        <message>
            <source>What for</source>
            <translation>Untuk apa</translation>
        </message>
        <message>
            <source>Cash in or out today</source>
            <translation>Kas masuk dan keluar hari ini</translation>
        </message>
        <message>
            <source>Cash out</source>
            <translation>Kas keluar</translation>
        </message>
        <message>
            <source>Cash in</source>
            <translation>Kas masuk</translation>
        </message>
        <message>
            <source>Payout to a maker</source>
            <translation>Bayar ke perajin</translation>
        </message>
        <message>
            <source>bags</source>
            <translation>kantong</translation>
        </message>
        <message>
            <source>meals</source>
            <translation>makan</translation>
        </message>
        <message>
            <source>transport</source>
            <translation>transport</translation>
        </message>
        <message>
            <source>to the safe</source>
            <translation>ke brankas</translation>
        </message>
        <message>
            <source>small change</source>
            <translation>uang receh</translation>
        </message>
        <message>
            <source>more float</source>
            <translation>tambah modal</translation>
        </message>
        <message>
            <source>advance</source>
            <translation>uang muka</translation>
        </message>
        <message>
            <source>settlement</source>
            <translation>setoran</translation>
        </message>
        <message>
            <source>Since {0}, cashier {1}</source>
            <translation>Sejak {0}, kasir {1}</translation>
        </message>
        <message>
            <source>the drawer with {0} from {1}</source>
            <translation>laci di tangan {0} sejak {1}</translation>
        </message>
        <message numerus="yes">
            <source>%n sale(s) so far</source>
            <translation>
                <numerusform>%n penjualan sejauh ini</numerusform>
            </translation>
        </message>
        <message>
            <source>Choose the maker who gets the money.</source>
            <translation>Pilih perajin yang menerima uangnya.</translation>
        </message>
        <message>
            <source>Noted.</source>
            <translation>Tercatat.</translation>
        </message>
        <message>
            <source>Drawer handed over: {0} to {1}. {2}</source>
            <translation>Laci diserahkan: {0} ke {1}. {2}</translation>
        </message>
        <message>
            <source>Open the drawer without a sale</source>
            <translation>Buka laci tanpa penjualan</translation>
        </message>
        <message>
            <source>change a note</source>
            <translation>tukar uang</translation>
        </message>
        <message>
            <source>look into it</source>
            <translation>periksa isi</translation>
        </message>
        <message>
            <source>Noted. Open the drawer with its key.</source>
            <translation>Dicatat. Buka laci dengan kuncinya.</translation>
        </message>
    </context>
    <context>
        <name>SafeDialog</name>
        <message>
            <source>By the records there is not so much in the drawer. Enter again notes it.</source>
            <translation>Menurut catatan, uang di laci tidak sebanyak itu. Enter sekali lagi mencatatnya.</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Jumlah</translation>
        </message>
        <message>
            <source>From the drawer into the safe</source>
            <translation>Dari laci ke brankas</translation>
        </message>
        <message>
            <source>Note it</source>
            <translation>Catat</translation>
        </message>
        <message>
            <source>Count it out with a second person, and note it here.</source>
            <translation>Hitung bersama orang kedua, lalu catat di sini.</translation>
        </message>
        <message>
            <source>Type how much goes into the safe.</source>
            <translation>Ketik berapa yang masuk brankas.</translation>
        </message>
        <message>
            <source>Money into the safe</source>
            <translation>Uang ke brankas</translation>
        </message>
        <message>
            <source>Noted: it lies in the safe.</source>
            <translation>Tercatat: uangnya di brankas.</translation>
        </message>
        <message>
            <source>More than {0} lie in the drawer. Put some of it into the safe: {1}.</source>
            <translation>Laci berisi lebih dari {0}. Pindahkan sebagian ke brankas: {1}.</translation>
        </message>
    </context>
    <context>
        <name>SafetyCard</name>
        <message>
            <source>Another folder…</source>
            <translation>Folder lain…</translation>
        </message>
        <message>
            <source>End it</source>
            <translation>Akhiri</translation>
        </message>
        <message>
            <source>Keep it aside, begin anew</source>
            <translation>Simpan terpisah, mulai baru</translation>
        </message>
        <message>
            <source>Safety folder</source>
            <translation>Folder pengaman</translation>
        </message>
        <message>
            <source>A stick, a second disk or a shared folder keeps a second copy of every sale. If this laptop is lost, another one carries on from it. Selling never waits for it.</source>
            <translation>Stik, disk kedua, atau folder bersama menyimpan salinan kedua setiap penjualan. Bila laptop ini hilang, laptop lain melanjutkan dari sana. Penjualan tidak pernah menunggunya.</translation>
        </message>
        <message>
            <source>None yet.</source>
            <translation>Belum ada.</translation>
        </message>
        <message>
            <source>{0} rows behind</source>
            <translation>Tertinggal {0} catatan</translation>
        </message>
        <message>
            <source>Everything is there.</source>
            <translation>Semua sudah tersalin.</translation>
        </message>
        <message>
            <source>Newest backup: {0}</source>
            <translation>Cadangan terbaru: {0}</translation>
        </message>
        <message>
            <source>Use stick {0}</source>
            <translation>Pakai stik {0}</translation>
        </message>
        <message>
            <source>Set the safety folder</source>
            <translation>Atur folder pengaman</translation>
        </message>
        <message>
            <source>End the safety folder</source>
            <translation>Akhiri folder pengaman</translation>
        </message>
        <message>
            <source>Go on without what only the stick knows</source>
            <translation>Lanjut tanpa isi yang hanya ada di stik</translation>
        </message>
    </context>
    <context>
        <name>SafetyOffer</name>
        <message>
            <source>Stick?</source>
            <translation>Stik?</translation>
        </message>
        <message>
            <source>Use it</source>
            <translation>Pakai</translation>
        </message>
        <message>
            <source>Not now</source>
            <translation>Nanti saja</translation>
        </message>
        <message>
            <source>Never this stick</source>
            <translation>Jangan stik ini</translation>
        </message>
        <message>
            <source>Stick {0} holds this till's safety copy; it goes on there.</source>
            <translation>Stik {0} berisi salinan pengaman kasir ini; dilanjutkan di sana.</translation>
        </message>
        <message>
            <source>Stick {0} holds another till's copy under this name: not used.</source>
            <translation>Stik {0} berisi salinan kasir lain bernama sama: tidak dipakai.</translation>
        </message>
        <message>
            <source>Stick {0} holds the copy of {1}, which stays. Add this till's?</source>
            <translation>Stik {0} berisi salinan {1}, tetap utuh. Tambahkan kasir ini?</translation>
        </message>
        <message>
            <source>Stick {0}: keep a safety copy of every sale on it?</source>
            <translation>Stik {0}: simpan salinan pengaman tiap penjualan?</translation>
        </message>
        <message>
            <source>Set the safety folder</source>
            <translation>Menetapkan folder pengaman</translation>
        </message>
        <message>
            <source>The safety copy is on stick {0} now. Leave it in.</source>
            <translation>Salinan pengaman kini di stik {0}. Biarkan terpasang.</translation>
        </message>
    </context>
    <context>
        <name>SafetySign</name>
        <message>
            <source>Safety folder knows more: see Settings</source>
            <translation>Folder pengaman mengenal lebih banyak: lihat Pengaturan</translation>
        </message>
        <message>
            <source>Safety folder has other sales: see Settings</source>
            <translation>Folder pengaman berisi penjualan lain: lihat Pengaturan</translation>
        </message>
        <message>
            <source>Safety stick is out: {0} behind</source>
            <translation>Stik pengaman dicabut: tertinggal {0}</translation>
        </message>
        <message>
            <source>Safety folder is not written: {0} behind</source>
            <translation>Folder pengaman tidak tertulis: tertinggal {0}</translation>
        </message>
        <message>
            <source>Safety folder: {0} behind</source>
            <translation>Folder pengaman: tertinggal {0}</translation>
        </message>
    </context>
    <context>
        <name>SalesFinder</name>
        <message>
            <source>Search</source>
            <translation>Cari</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Tutup</translation>
        </message>
        <message>
            <source>Find a sale</source>
            <translation>Cari penjualan</translation>
        </message>
        <message>
            <source>Receipt number, amount, product, maker, cashier: every word must be there.</source>
            <translation>Nomor struk, jumlah, barang, perajin, kasir: semua kata harus ada.</translation>
        </message>
        <message>
            <source>Receipt</source>
            <translation>Struk</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Kapan</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Apa</translation>
        </message>
        <message>
            <source>Total</source>
            <translation>Total</translation>
        </message>
        <message>
            <source>Sales found</source>
            <translation>Penjualan yang ditemukan</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Berhenti</translation>
        </message>
        <message>
            <source>Searching the day files…</source>
            <translation>Mencari di berkas hari…</translation>
        </message>
        <message>
            <source>Searching the day files: {0} of {1}…</source>
            <translation>Mencari di berkas hari: {0} dari {1}…</translation>
        </message>
        <message>
            <source>{0} found in {1} day files.</source>
            <translation>{0} ditemukan di {1} berkas hari.</translation>
        </message>
        <message>
            <source>Stopped: {0} found in {1} of {2} day files.</source>
            <translation>Dihentikan: {0} ditemukan di {1} dari {2} berkas hari.</translation>
        </message>
        <message>
            <source>There are more: type another word.</source>
            <translation>Masih ada lagi: tambahkan kata.</translation>
        </message>
        <message>
            <source>void</source>
            <translation>batal</translation>
        </message>
        <message>
            <source>return</source>
            <translation>retur</translation>
        </message>
        <message>
            <source>Rounding</source>
            <translation>Pembulatan</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Kembalian</translation>
        </message>
        <message>
            <source>cashier {0}</source>
            <translation>kasir {0}</translation>
        </message>
        <message>
            <source>corrects {0}</source>
            <translation>mengoreksi {0}</translation>
        </message>
        <message>
            <source>corrected by {0}</source>
            <translation>dikoreksi oleh {0}</translation>
        </message>
        <message>
            <source>in the sum</source>
            <translation>dalam jumlah</translation>
        </message>
        <message>
            <source>its file is not in the sum</source>
            <translation>berkasnya tidak dalam jumlah</translation>
        </message>
    </context>
    <context>
        <name>SalesList</name>
        <message>
            <source>VOID</source>
            <translation>BATAL</translation>
        </message>
        <message>
            <source>RETURN</source>
            <translation>RETUR</translation>
        </message>
        <message>
            <source>voided</source>
            <translation>dibatalkan</translation>
        </message>
        <message>
            <source>partly returned</source>
            <translation>retur sebagian</translation>
        </message>
        <message>
            <source>QRIS not seen yet</source>
            <translation>QRIS belum terlihat</translation>
        </message>
        <message>
            <source>Sales</source>
            <translation>Penjualan</translation>
        </message>
    </context>
    <context>
        <name>SalesScreen</name>
        <message>
            <source>Print a copy</source>
            <translation>Cetak salinan</translation>
        </message>
        <message>
            <source>Return pieces</source>
            <translation>Retur barang</translation>
        </message>
        <message>
            <source>Void</source>
            <translation>Batalkan</translation>
        </message>
        <message>
            <source>Number, time 14.05, amount 137.500, product, maker…</source>
            <translation>Nomor, jam 14.05, jumlah 137.500, produk, perajin…</translation>
        </message>
        <message>
            <source>Find a sale</source>
            <translation>Cari penjualan</translation>
        </message>
        <message>
            <source>Newest day</source>
            <translation>Hari terbaru</translation>
        </message>
        <message>
            <source>All days</source>
            <translation>Semua hari</translation>
        </message>
        <message>
            <source>Nothing found.</source>
            <translation>Tidak ditemukan.</translation>
        </message>
        <message>
            <source>No sale yet.</source>
            <translation>Belum ada penjualan.</translation>
        </message>
        <message>
            <source>Nothing found so far.</source>
            <translation>Belum ditemukan.</translation>
        </message>
        <message>
            <source>Searching older sales, back to {0} so far…</source>
            <translation>Mencari penjualan lama, sudah sampai {0}…</translation>
        </message>
        <message>
            <source>Searched back to {0}.</source>
            <translation>Dicari sampai {0}.</translation>
        </message>
        <message>
            <source>A void or return cannot be taken back.</source>
            <translation>Pembatalan atau retur tidak bisa dibatalkan lagi.</translation>
        </message>
        <message>
            <source>This sale was voided.</source>
            <translation>Penjualan ini sudah dibatalkan.</translation>
        </message>
        <message>
            <source>Pieces came back already: return the others one by one.</source>
            <translation>Sebagian barang sudah kembali: retur sisanya satu per satu.</translation>
        </message>
        <message>
            <source>The till is not open: open it to void or return.</source>
            <translation>Kasir belum dibuka: buka dulu untuk membatalkan atau retur.</translation>
        </message>
        <message>
            <source>A sale of an earlier day is not voided, but returned.</source>
            <translation>Penjualan hari sebelumnya tidak dibatalkan, tetapi diretur.</translation>
        </message>
        <message>
            <source>Copy saved: {0}</source>
            <translation>Salinan disimpan: {0}</translation>
        </message>
        <message>
            <source>A copy of {0} goes to the printer.</source>
            <translation>Salinan {0} dikirim ke printer.</translation>
        </message>
        <message>
            <source>Void a sale</source>
            <translation>Membatalkan penjualan</translation>
        </message>
        <message>
            <source>Void {0}, {1}?</source>
            <translation>Batalkan {0}, {1}?</translation>
        </message>
        <message>
            <source>Void the sale</source>
            <translation>Batalkan penjualan</translation>
        </message>
        <message>
            <source>wrong piece</source>
            <translation>salah barang</translation>
        </message>
        <message>
            <source>buyer left</source>
            <translation>pembeli pergi</translation>
        </message>
        <message>
            <source>typing error</source>
            <translation>salah ketik</translation>
        </message>
        <message>
            <source>The goods come back, and the money goes back the way it came.</source>
            <translation>Barang kembali ke stok, dan uang kembali lewat cara bayar semula.</translation>
        </message>
        <message>
            <source>Give money back</source>
            <translation>Mengembalikan uang</translation>
        </message>
        <message>
            <source>{0} is saved.</source>
            <translation>{0} tersimpan.</translation>
        </message>
    </context>
    <context>
        <name>SavingSign</name>
        <message>
            <source>Saving…</source>
            <translation>Menyimpan…</translation>
        </message>
    </context>
    <context>
        <name>ScanBox</name>
        <message>
            <source>Scan, or search: name, code, maker…  3* = three</source>
            <translation>Pindai, atau cari nama, kode…  3* = tiga</translation>
        </message>
        <message>
            <source>Scan or search</source>
            <translation>Pindai atau cari</translation>
        </message>
    </context>
    <context>
        <name>SellScreen</name>
        <message>
            <source>A payment is under way. Finish it or go back, then scan again.</source>
            <translation>Pembayaran sedang berjalan. Selesaikan atau kembali dulu, lalu pindai lagi.</translation>
        </message>
        <message>
            <source>{0}: this till knows of {1}. It is sold all the same.</source>
            <translation>{0}: menurut kasir ini sisa {1}. Tetap dijual.</translation>
        </message>
        <message>
            <source>The last piece of a line is removed with Del.</source>
            <translation>Buah terakhir dihapus dengan tombol Del.</translation>
        </message>
        <message>
            <source>Choose a product or a line, then press Ctrl+D.</source>
            <translation>Pilih produk atau baris, lalu tekan Ctrl+D.</translation>
        </message>
        <message>
            <source>Choose a line of the cart to see who made it.</source>
            <translation>Pilih baris keranjang untuk melihat pembuatnya.</translation>
        </message>
        <message>
            <source>Nothing is told of {0} yet.</source>
            <translation>Belum ada cerita tentang {0}.</translation>
        </message>
        <message>
            <source>Receipt saved: {0}</source>
            <translation>Struk disimpan: {0}</translation>
        </message>
    </context>
    <context>
        <name>SendGoodsDialog</name>
        <message>
            <source>Goods to another stand</source>
            <translation>Barang ke stan lain</translation>
        </message>
        <message>
            <source>Goods on the note</source>
            <translation>Barang di nota</translation>
        </message>
        <message>
            <source>Send, and make the note</source>
            <translation>Kirim, buat nota</translation>
        </message>
        <message>
            <source>To which stand</source>
            <translation>Ke stan mana</translation>
        </message>
        <message>
            <source>To which stand, as B02</source>
            <translation>Ke stan mana, misalnya B02</translation>
        </message>
        <message>
            <source>Who carries the goods</source>
            <translation>Siapa yang membawa</translation>
        </message>
        <message>
            <source>Choose the stand first.</source>
            <translation>Pilih stan tujuan dulu.</translation>
        </message>
        <message>
            <source>Scan what goes there first.</source>
            <translation>Pindai dulu barang yang dikirim.</translation>
        </message>
    </context>
    <context>
        <name>Session</name>
        <message>
            <source>{0} came twice within a blink and was counted once.</source>
            <translation>{0} terbaca dua kali dalam sekejap dan dihitung satu kali.</translation>
        </message>
    </context>
    <context>
        <name>SettingsScreen</name>
        <message>
            <source>Keep this code</source>
            <translation>Simpan kode ini</translation>
        </message>
        <message>
            <source>From a photo of the sticker…</source>
            <translation>Dari foto stiker…</translation>
        </message>
        <message>
            <source>Start practising</source>
            <translation>Mulai latihan</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Pengaturan</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Bahasa</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>Tampilan</translation>
        </message>
        <message>
            <source>The stand's QRIS code</source>
            <translation>Kode QRIS stan</translation>
        </message>
        <message>
            <source>Text of the stand's QRIS code</source>
            <translation>Teks kode QRIS stan</translation>
        </message>
        <message>
            <source>Receipt printer</source>
            <translation>Printer struk</translation>
        </message>
        <message>
            <source>Label printer</source>
            <translation>Printer label</translation>
        </message>
        <message>
            <source>Practice</source>
            <translation>Latihan</translation>
        </message>
        <message>
            <source>The same goods in a folder of its own: sell, void and close as often as you like. None of it counts, and the real till waits as it is.</source>
            <translation>Barang yang sama di folder sendiri: jual, batalkan dan tutup sesering yang kamu mau. Tidak ada yang dihitung, dan kasir asli menunggu apa adanya.</translation>
        </message>
        <message>
            <source>None yet. Scan the sticker into the field or paste its text.</source>
            <translation>Belum ada. Pindai stiker ke kotak ini atau tempel teksnya.</translation>
        </message>
        <message>
            <source>Store the stand's QRIS code</source>
            <translation>Simpan kode QRIS stan</translation>
        </message>
        <message>
            <source>The QRIS code is kept.</source>
            <translation>Kode QRIS disimpan.</translation>
        </message>
    </context>
    <context>
        <name>SettlementActions</name>
        <message>
            <source>Note a payment</source>
            <translation>Catat pembayaran</translation>
        </message>
        <message>
            <source>Correct share or price</source>
            <translation>Betulkan komisi atau harga</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>Batalkan</translation>
        </message>
        <message numerus="yes">
            <source>and %n earlier decision(s)</source>
            <translation>
                <numerusform>dan %n keputusan sebelumnya</numerusform>
            </translation>
        </message>
        <message>
            <source>Decided and signed. It can be taken back.</source>
            <translation>Diputuskan dan ditandatangani. Bisa dibatalkan lagi.</translation>
        </message>
    </context>
    <context>
        <name>SettlementPage</name>
        <message>
            <source>All statements</source>
            <translation>Semua setoran</translation>
        </message>
        <message>
            <source>Message to each maker…</source>
            <translation>Pesan ke tiap perajin…</translation>
        </message>
        <message>
            <source>Maker</source>
            <translation>Perajin</translation>
        </message>
        <message>
            <source>Pieces</source>
            <translation>Buah</translation>
        </message>
        <message>
            <source>Net</source>
            <translation>Neto</translation>
        </message>
        <message>
            <source>To be paid</source>
            <translation>Harus dibayar</translation>
        </message>
        <message>
            <source>Settlement of the makers</source>
            <translation>Setoran perajin</translation>
        </message>
        <message numerus="yes">
            <source>To be paid to %n maker(s): {0}</source>
            <translation>
                <numerusform>Harus dibayar ke %n perajin: {0}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Paid too much to %n maker(s): {0}</source>
            <translation>
                <numerusform>Kelebihan dibayar kepada %n perajin: {0}</numerusform>
            </translation>
        </message>
        <message>
            <source>* Provisional: not everything of this maker has arrived; it may still change.</source>
            <translation>* Sementara: belum semua berkas perajin ini ada; jumlahnya masih bisa berubah.</translation>
        </message>
        <message>
            <source>{0}  (not in the plan)</source>
            <translation>{0}  (tidak ada di rencana)</translation>
        </message>
        <message>
            <source>Telephone: {0}</source>
            <translation>Telepon: {0}</translation>
        </message>
        <message>
            <source>all-statements</source>
            <translation>setoran-semua</translation>
        </message>
    </context>
    <context>
        <name>SetupWizard</name>
        <message>
            <source>Set up the till</source>
            <translation>Siapkan kasir</translation>
        </message>
        <message>
            <source>This is the office, not a stand</source>
            <translation>Ini kantor, bukan stan</translation>
        </message>
        <message>
            <source>Carry on or restore a till</source>
            <translation>Lanjutkan atau pulihkan kasir</translation>
        </message>
        <message>
            <source>Which till is this?</source>
            <translation>Kasir yang mana ini?</translation>
        </message>
        <message>
            <source>The office hands out the codes. They stand on every receipt and file.</source>
            <translation>Kode dibagikan oleh dinas. Kode ini ada di setiap struk dan berkas.</translation>
        </message>
        <message>
            <source>Is there a receipt printer?</source>
            <translation>Ada printer struk?</translation>
        </message>
        <message>
            <source>Without one, receipts are PDF files. A printer can be chosen later too.</source>
            <translation>Tanpa printer, struk menjadi berkas PDF. Printer juga bisa dipilih nanti.</translation>
        </message>
        <message>
            <source>Without a printer</source>
            <translation>Tanpa printer</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Lanjut</translation>
        </message>
    </context>
    <context>
        <name>SheetCard</name>
        <message>
            <source>First free label</source>
            <translation>Label kosong pertama</translation>
        </message>
        <message>
            <source>Measures</source>
            <translation>Ukuran</translation>
        </message>
        <message>
            <source>Test page</source>
            <translation>Uji</translation>
        </message>
        <message>
            <source>Preview</source>
            <translation>Pratinjau</translation>
        </message>
        <message>
            <source>PDF</source>
            <translation>PDF</translation>
        </message>
        <message>
            <source>Print</source>
            <translation>Cetak</translation>
        </message>
        <message>
            <source>Sheet or roll</source>
            <translation>Lembar atau rol</translation>
        </message>
        <message>
            <source>Dots per inch of the printer</source>
            <translation>Titik per inci printer</translation>
        </message>
        <message>
            <source>{0} dpi</source>
            <translation>{0} dpi</translation>
        </message>
    </context>
    <context>
        <name>SheetDialog</name>
        <message>
            <source>As delivered</source>
            <translation>Seperti semula</translation>
        </message>
        <message>
            <source>Keep these measures</source>
            <translation>Simpan ukuran ini</translation>
        </message>
        <message>
            <source>Page, width × height in mm</source>
            <translation>Halaman, lebar × tinggi (mm)</translation>
        </message>
        <message>
            <source>First label, from the left and the top in mm</source>
            <translation>Label pertama, dari kiri dan atas (mm)</translation>
        </message>
        <message>
            <source>From label to label, across and down in mm</source>
            <translation>Antarlabel, ke kanan dan ke bawah (mm)</translation>
        </message>
        <message>
            <source>One label, width × height in mm</source>
            <translation>Satu label, lebar × tinggi (mm)</translation>
        </message>
        <message>
            <source>Columns and rows</source>
            <translation>Kolom dan baris</translation>
        </message>
    </context>
    <context>
        <name>ShiftDialog</name>
        <message>
            <source>Or only the sum</source>
            <translation>Atau jumlahnya saja</translation>
        </message>
        <message>
            <source>Hand the drawer over</source>
            <translation>Serahkan laci</translation>
        </message>
        <message>
            <source>Hand over</source>
            <translation>Serahkan</translation>
        </message>
        <message>
            <source>Count what lies in the drawer. The day stays open, and selling goes on.</source>
            <translation>Hitung isi laci. Hari tetap buka, penjualan jalan terus.</translation>
        </message>
        <message>
            <source>Who takes over</source>
            <translation>Yang mengambil alih</translation>
        </message>
        <message>
            <source>their code, as BUDI</source>
            <translation>kodenya, misalnya BUDI</translation>
        </message>
        <message>
            <source>They type their PIN next.</source>
            <translation>Setelah ini ia mengetik PIN-nya.</translation>
        </message>
        <message>
            <source>A note, if you know of a difference</source>
            <translation>Catatan, bila tahu ada selisih</translation>
        </message>
        <message>
            <source>Note on the count</source>
            <translation>Catatan hitungan</translation>
        </message>
        <message>
            <source>Count the drawer first; 0 is a count too.</source>
            <translation>Hitung laci dulu; 0 juga hitungan.</translation>
        </message>
        <message>
            <source>Say who takes the drawer over.</source>
            <translation>Sebutkan siapa yang mengambil alih laci.</translation>
        </message>
        <message>
            <source>Who takes the drawer over?</source>
            <translation>Siapa yang mengambil alih laci?</translation>
        </message>
    </context>
    <context>
        <name>SideCharts</name>
        <message>
            <source>By day</source>
            <translation>Per hari</translation>
        </message>
        <message>
            <source>By maker</source>
            <translation>Per perajin</translation>
        </message>
        <message>
            <source>and {0} more makers</source>
            <translation>dan {0} perajin lagi</translation>
        </message>
        <message>
            <source>* paler: not everything of that day is here</source>
            <translation>* lebih pucat: hari itu belum lengkap</translation>
        </message>
        <message>
            <source>By day, in thousands</source>
            <translation>Per hari, dalam ribuan</translation>
        </message>
    </context>
    <context>
        <name>SidePanel</name>
        <message>
            <source>Close</source>
            <translation>Tutup</translation>
        </message>
        <message>
            <source>Copy the message</source>
            <translation>Salin pesan</translation>
        </message>
        <message>
            <source>Message to the stand</source>
            <translation>Pesan untuk stan</translation>
        </message>
        <message>
            <source>Goods between stands</source>
            <translation>Barang antarstan</translation>
        </message>
        <message numerus="yes">
            <source>and %n more, in the report</source>
            <translation>
                <numerusform>dan %n lagi, di laporan</numerusform>
            </translation>
        </message>
        <message>
            <source>Worth a look</source>
            <translation>Perlu dilihat</translation>
        </message>
        <message>
            <source>All {0} of this till-day</source>
            <translation>Semua {0} dari hari kasir ini</translation>
        </message>
        <message>
            <source>Files</source>
            <translation>Berkas</translation>
        </message>
        <message>
            <source>Every file: signature ✓  content whole ✓  journal chain ✓  sums agree ✓  numbers without a gap ✓</source>
            <translation>Setiap berkas: tanda tangan ✓  isi utuh ✓  rantai jurnal ✓  jumlah cocok ✓  nomor tanpa celah ✓</translation>
        </message>
        <message>
            <source>counts</source>
            <translation>dihitung</translation>
        </message>
        <message>
            <source>does not count</source>
            <translation>tidak dihitung</translation>
        </message>
        <message>
            <source>Code {0}  ·  revision {1}  ·  {2}
{3}  ·  key {4}</source>
            <translation>Kode {0}  ·  revisi {1}  ·  {2}
{3}  ·  kunci {4}</translation>
        </message>
        <message>
            <source>second laptop (seat {0})</source>
            <translation>laptop kedua (tempat {0})</translation>
        </message>
        <message>
            <source>The office decides</source>
            <translation>Keputusan kantor</translation>
        </message>
        <message>
            <source>contradicted: {0}</source>
            <translation>bertentangan: {0}</translation>
        </message>
        <message>
            <source>decided: {0}</source>
            <translation>diputuskan: {0}</translation>
        </message>
        <message>
            <source>{0}, office {1}</source>
            <translation>{0}, kantor {1}</translation>
        </message>
        <message>
            <source>by telephone</source>
            <translation>lewat telepon</translation>
        </message>
        <message>
            <source>closing slip seen</source>
            <translation>slip tutup kasir dilihat</translation>
        </message>
        <message>
            <source>laptop seen</source>
            <translation>laptop dilihat</translation>
        </message>
        <message>
            <source>Decide</source>
            <translation>Putuskan</translation>
        </message>
        <message>
            <source>Decided and signed. It can be taken back.</source>
            <translation>Diputuskan dan ditandatangani. Bisa dibatalkan lagi.</translation>
        </message>
        <message>
            <source>Phone: {0}</source>
            <translation>Telepon: {0}</translation>
        </message>
        <message>
            <source>No telephone in the plan.</source>
            <translation>Tidak ada telepon di rencana.</translation>
        </message>
        <message>
            <source>The message is copied. Paste it into the chat.</source>
            <translation>Pesan disalin. Tempelkan di obrolan.</translation>
        </message>
    </context>
    <context>
        <name>SplitPanel</name>
        <message>
            <source>Amount of this part</source>
            <translation>Jumlah bagian ini</translation>
        </message>
        <message>
            <source>Cash</source>
            <translation>Tunai</translation>
        </message>
        <message>
            <source>QRIS</source>
            <translation>QRIS</translation>
        </message>
        <message>
            <source>Transfer</source>
            <translation>Transfer</translation>
        </message>
        <message>
            <source>Card</source>
            <translation>Kartu</translation>
        </message>
        <message>
            <source>Take back the last part</source>
            <translation>Batalkan bagian terakhir</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Kembali</translation>
        </message>
        <message>
            <source>Mixed payment</source>
            <translation>Bayar campuran</translation>
        </message>
        <message>
            <source>Still to pay</source>
            <translation>Sisa</translation>
        </message>
        <message>
            <source>Type how much of it.</source>
            <translation>Ketik jumlahnya.</translation>
        </message>
        <message>
            <source>At most {0}: only cash gives change.</source>
            <translation>Paling banyak {0}: hanya tunai yang ada kembalian.</translation>
        </message>
    </context>
    <context>
        <name>StartPage</name>
        <message>
            <source>Open a book…</source>
            <translation>Buka buku…</translation>
        </message>
        <message>
            <source>New book: describe the event…</source>
            <translation>Buku baru: isi data acara…</translation>
        </message>
        <message>
            <source>New book from an event file (TOML)…</source>
            <translation>Buku baru dari berkas acara (TOML)…</translation>
        </message>
        <message>
            <source>Help from afar…</source>
            <translation>Bantuan dari jauh…</translation>
        </message>
        <message>
            <source>The total of the fair, tonight</source>
            <translation>Total pameran, malam ini juga</translation>
        </message>
        <message>
            <source>The office keeps one book for each event. Day files of the stands are added to it; the book says what the total is, and what is still missing.</source>
            <translation>Kantor menyimpan satu buku untuk setiap acara. Berkas harian dari stan ditambahkan ke dalamnya; buku mengatakan berapa totalnya dan apa yang belum ada.</translation>
        </message>
        <message>
            <source>A book or an event file can also be dropped here.</source>
            <translation>Buku atau berkas acara juga bisa dijatuhkan ke sini.</translation>
        </message>
        <message>
            <source>Go on with {0}</source>
            <translation>Lanjutkan {0}</translation>
        </message>
        <message>
            <source>Open a book</source>
            <translation>Buka buku</translation>
        </message>
        <message>
            <source>Event file</source>
            <translation>Berkas acara</translation>
        </message>
    </context>
    <context>
        <name>StartRefused</name>
        <message>
            <source>The till cannot be opened</source>
            <translation>Kasir tidak bisa dibuka</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Coba lagi</translation>
        </message>
        <message>
            <source>Show the till's folder</source>
            <translation>Tampilkan folder kasir</translation>
        </message>
        <message>
            <source>Copy everything to a stick</source>
            <translation>Salin semuanya ke stik</translation>
        </message>
        <message>
            <source>Writing to {0}…</source>
            <translation>Menulis ke {0}…</translation>
        </message>
        <message numerus="yes">
            <source>%n day file(s) for the office: hand them over.</source>
            <translation>
                <numerusform>%n berkas harian untuk dinas: serahkan.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>A copy of the till, read back: %n sale(s), {0}. Another laptop can carry on from it.</source>
            <translation>
                <numerusform>Salinan kasir, sudah dibaca kembali: %n penjualan, {0}. Laptop lain bisa melanjutkan dari sini.</numerusform>
            </translation>
        </message>
        <message>
            <source>The till is copied; nothing is owed.</source>
            <translation>Kasir sudah disalin; tidak ada yang harus diserahkan.</translation>
        </message>
        <message>
            <source>On {0}:</source>
            <translation>Di {0}:</translation>
        </message>
    </context>
    <context>
        <name>StockDialog</name>
        <message>
            <source>Pieces</source>
            <translation>Jumlah</translation>
        </message>
        <message>
            <source>delivery</source>
            <translation>kiriman</translation>
        </message>
        <message>
            <source>broken</source>
            <translation>rusak</translation>
        </message>
        <message>
            <source>gift</source>
            <translation>hadiah</translation>
        </message>
        <message>
            <source>counted</source>
            <translation>dihitung</translation>
        </message>
        <message>
            <source>Stock of {0}</source>
            <translation>Stok {0}</translation>
        </message>
        <message>
            <source>Note it</source>
            <translation>Catat</translation>
        </message>
        <message>
            <source>In +</source>
            <translation>Masuk +</translation>
        </message>
        <message>
            <source>Out −</source>
            <translation>Keluar −</translation>
        </message>
        <message>
            <source>Counted =</source>
            <translation>Dihitung =</translation>
        </message>
        <message>
            <source>Now {0} pieces</source>
            <translation>Sekarang {0} buah</translation>
        </message>
        <message>
            <source>{0} pieces become {1}</source>
            <translation>{0} buah menjadi {1}</translation>
        </message>
        <message>
            <source>Type how many pieces.</source>
            <translation>Ketik berapa buah.</translation>
        </message>
        <message>
            <source>Say why.</source>
            <translation>Tulis alasannya.</translation>
        </message>
    </context>
    <context>
        <name>TakeBackDialog</name>
        <message>
            <source>Which decision is taken back?</source>
            <translation>Keputusan mana yang dibatalkan?</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>Batalkan</translation>
        </message>
        <message>
            <source>Decisions on this settlement</source>
            <translation>Keputusan tentang setoran ini</translation>
        </message>
        <message>
            <source>entered by mistake</source>
            <translation>salah catat</translation>
        </message>
        <message>
            <source>maker asked</source>
            <translation>perajin ditanya</translation>
        </message>
        <message>
            <source>Choose a decision.</source>
            <translation>Pilih satu keputusan.</translation>
        </message>
        <message>
            <source>Say why.</source>
            <translation>Tulis alasannya.</translation>
        </message>
    </context>
    <context>
        <name>Tiles</name>
        <message>
            <source>in front</source>
            <translation>di depan</translation>
        </message>
        <message>
            <source>sold out</source>
            <translation>habis</translation>
        </message>
        <message>
            <source>{0} left</source>
            <translation>sisa {0}</translation>
        </message>
        <message>
            <source>Products</source>
            <translation>Produk</translation>
        </message>
        <message>
            <source>Show it in front (Ctrl+D)</source>
            <translation>Tampilkan di depan (Ctrl+D)</translation>
        </message>
        <message>
            <source>No longer in front (Ctrl+D)</source>
            <translation>Tidak lagi di depan (Ctrl+D)</translation>
        </message>
    </context>
    <context>
        <name>TilesCard</name>
        <message>
            <source>On the sell screen</source>
            <translation>Di layar Jual</translation>
        </message>
        <message>
            <source>Small</source>
            <translation>Kecil</translation>
        </message>
        <message>
            <source>Medium</source>
            <translation>Sedang</translation>
        </message>
        <message>
            <source>Large</source>
            <translation>Besar</translation>
        </message>
        <message>
            <source>Tiles</source>
            <translation>Ubin produk</translation>
        </message>
        <message>
            <source>By category</source>
            <translation>Menurut kategori</translation>
        </message>
        <message>
            <source>What sells today</source>
            <translation>Yang laku hari ini</translation>
        </message>
        <message>
            <source>In front</source>
            <translation>Di depan</translation>
        </message>
        <message>
            <source>After a touch</source>
            <translation>Setelah sentuhan</translation>
        </message>
        <message>
            <source>Always</source>
            <translation>Selalu</translation>
        </message>
        <message>
            <source>Never</source>
            <translation>Tidak pernah</translation>
        </message>
        <message>
            <source>Touch screen</source>
            <translation>Layar sentuh</translation>
        </message>
        <message>
            <source>Favourites stand before all: Ctrl+D, or hold a tile down. Ctrl++ and Ctrl+- change the size. Keys for numbers appear beside what they fill in.</source>
            <translation>Favorit berdiri paling depan: Ctrl+D, atau tekan lama ubinnya. Ctrl++ dan Ctrl+- mengubah ukuran. Papan angka muncul di samping yang diisinya.</translation>
        </message>
    </context>
    <context>
        <name>TillApp</name>
        <message>
            <source>Something went wrong in the program (code {0}). Sales that show a number are saved. Go on; if it happens again, start the program anew and tell the office the code.</source>
            <translation>Ada kesalahan di program (kode {0}). Penjualan yang sudah bernomor tetap tersimpan. Lanjutkan; bila terulang, buka ulang program dan beri tahu dinas kodenya.</translation>
        </message>
    </context>
    <context>
        <name>TillScreen</name>
        <message>
            <source>QRIS</source>
            <translation>QRIS</translation>
        </message>
        <message>
            <source>Count</source>
            <translation>Hitung</translation>
        </message>
        <message>
            <source>Hand over</source>
            <translation>Serahkan</translation>
        </message>
        <message numerus="yes">
            <source>%n cart(s) are not paid yet. They stay for tomorrow.</source>
            <translation>
                <numerusform>%n keranjang belum dibayar. Tetap disimpan untuk besok.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TodayScreen</name>
        <message>
            <source>Turnover by hour</source>
            <translation>Omzet per jam</translation>
        </message>
        <message>
            <source>Makers</source>
            <translation>Perajin</translation>
        </message>
        <message>
            <source>Products</source>
            <translation>Produk</translation>
        </message>
        <message>
            <source>Ways of paying</source>
            <translation>Cara bayar</translation>
        </message>
        <message>
            <source>Show</source>
            <translation>Tampilkan</translation>
        </message>
        <message>
            <source>No sale yet.</source>
            <translation>Belum ada penjualan.</translation>
        </message>
        <message>
            <source>Pictures</source>
            <translation>Gambar</translation>
        </message>
        <message>
            <source>Table</source>
            <translation>Tabel</translation>
        </message>
        <message>
            <source>Worth a look</source>
            <translation>Perlu dilihat</translation>
        </message>
        <message>
            <source>Papers</source>
            <translation>Laporan</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Ekspor</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Hari ini</translation>
        </message>
        <message>
            <source>By hour, in thousands</source>
            <translation>Per jam, dalam ribuan</translation>
        </message>
        <message>
            <source>and {0} more in the table</source>
            <translation>dan {0} lagi di tabel</translation>
        </message>
        <message>
            <source>Turnover</source>
            <translation>Omzet</translation>
        </message>
        <message>
            <source>By</source>
            <translation>Menurut</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nama</translation>
        </message>
        <message>
            <source>Number</source>
            <translation>Jumlah</translation>
        </message>
        <message>
            <source>Amount</source>
            <translation>Nilai</translation>
        </message>
        <message>
            <source>{0} sales</source>
            <translation>{0} penjualan</translation>
        </message>
        <message numerus="yes">
            <source>%n order(s) of {0}, deposits {1}</source>
            <translation>
                <numerusform>%n pesanan senilai {0}, uang muka {1}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n inquiry(s)</source>
            <translation>
                <numerusform>%n minat</numerusform>
            </translation>
        </message>
        <message>
            <source>Apart from the turnover: {0}</source>
            <translation>Di luar omzet: {0}</translation>
        </message>
        <message>
            <source>{0} sales  ·  {1} pieces  ·  {2} each</source>
            <translation>{0} penjualan  ·  {1} buah  ·  rata-rata {2}</translation>
        </message>
        <message>
            <source>of it QRIS not seen: {0}</source>
            <translation>QRIS belum terlihat: {0}</translation>
        </message>
        <message>
            <source>earlier</source>
            <translation>hari lalu</translation>
        </message>
        <message>
            <source>Hour</source>
            <translation>Jam</translation>
        </message>
        <message>
            <source>Maker</source>
            <translation>Perajin</translation>
        </message>
        <message>
            <source>Product</source>
            <translation>Produk</translation>
        </message>
        <message>
            <source>Way of paying</source>
            <translation>Cara bayar</translation>
        </message>
        <message>
            <source>Show the ways of paying</source>
            <translation>Menampilkan cara bayar</translation>
        </message>
        <message>
            <source>Written: {0}</source>
            <translation>Ditulis: {0}</translation>
        </message>
    </context>
    <context>
        <name>TransferPanel</name>
        <message>
            <source>Back</source>
            <translation>Kembali</translation>
        </message>
        <message>
            <source>Bank transfer</source>
            <translation>Transfer bank</translation>
        </message>
        <message>
            <source>Reference or sender (may stay empty)</source>
            <translation>Referensi atau pengirim (boleh kosong)</translation>
        </message>
        <message>
            <source>Look for the money in the stand's own account before you confirm.</source>
            <translation>Lihat dulu uangnya di rekening stan sebelum menekan Sudah masuk.</translation>
        </message>
        <message>
            <source>Money is in</source>
            <translation>Sudah masuk</translation>
        </message>
        <message>
            <source>Reference</source>
            <translation>Referensi</translation>
        </message>
    </context>
    <context>
        <name>TwinDialog</name>
        <message>
            <source>Put them back</source>
            <translation>Kembalikan</translation>
        </message>
        <message>
            <source>Go on without them</source>
            <translation>Lanjutkan tanpa itu</translation>
        </message>
        <message>
            <source>The till's records do not match their copy</source>
            <translation>Catatan kasir tidak cocok dengan salinannya</translation>
        </message>
        <message>
            <source>Decide later</source>
            <translation>Putuskan nanti</translation>
        </message>
        <message>
            <source>Transactions: {0}, together {1}. Rows of the journal: {2}.</source>
            <translation>Transaksi: {0}, seluruhnya {1}. Baris jurnal: {2}.</translation>
        </message>
        <message>
            <source>They are missing from the database or differ there. They can be put back as they were, with their numbers. Until then this till records no sale. The decision is noted for the office.</source>
            <translation>Semuanya hilang dari basis data atau berbeda di sana. Semua bisa dikembalikan seperti semula, dengan nomornya. Sampai itu dilakukan, kasir ini tidak mencatat penjualan. Keputusan ini dicatat untuk dinas.</translation>
        </message>
        <message>
            <source>Other sales have taken their numbers, so they cannot be put back. The copy is kept in the till's folder, and the till goes on as it is. The decision is noted for the office.</source>
            <translation>Nomornya sudah dipakai penjualan lain, jadi tidak bisa dikembalikan. Salinannya disimpan di folder kasir, dan kasir lanjut seperti sekarang. Keputusan ini dicatat untuk dinas.</translation>
        </message>
    </context>
    <context>
        <name>TwoLaptopsCard</name>
        <message>
            <source>The laptops side by side</source>
            <translation>Kedua laptop berdampingan</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Berkas</translation>
        </message>
        <message>
            <source>Sales</source>
            <translation>Penjualan</translation>
        </message>
        <message>
            <source>Turnover</source>
            <translation>Omzet</translation>
        </message>
        <message>
            <source>First receipt</source>
            <translation>Struk pertama</translation>
        </message>
        <message>
            <source>Last receipt</source>
            <translation>Struk terakhir</translation>
        </message>
        <message>
            <source>Only here</source>
            <translation>Hanya di sini</translation>
        </message>
        <message>
            <source>Receipts in both alike: {0}</source>
            <translation>Struk yang sama di keduanya: {0}</translation>
        </message>
        <message>
            <source>Numbers given twice: {0}</source>
            <translation>Nomor yang dipakai dua kali: {0}</translation>
        </message>
        <message>
            <source>Told differently, so both cannot be right: {0}</source>
            <translation>Isinya berbeda, jadi tidak mungkin keduanya benar: {0}</translation>
        </message>
        <message>
            <source>Given back at both, more than was sold: {0}</source>
            <translation>Dikembalikan di keduanya, lebih dari yang terjual: {0}</translation>
        </message>
        <message>
            <source>Give back one sale that is in no file, look at the papers: {0}</source>
            <translation>Mengembalikan satu penjualan yang tidak ada di berkas mana pun, lihat struknya: {0}</translation>
        </message>
        <message>
            <source>More sold together than there were: {0}</source>
            <translation>Terjual bersama lebih banyak dari yang ada: {0}</translation>
        </message>
    </context>
    <context>
        <name>UnconfirmedQrisPanel</name>
        <message>
            <source>Total in the merchant's app</source>
            <translation>Total di aplikasi merchant</translation>
        </message>
        <message>
            <source>On to the count</source>
            <translation>Lanjut hitung uang</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Kembali</translation>
        </message>
        <message>
            <source>QRIS that was not seen yet</source>
            <translation>QRIS yang belum terlihat</translation>
        </message>
        <message>
            <source>Look into the merchant's app. Tick what has come; leave the others.</source>
            <translation>Lihat aplikasi merchant. Centang yang sudah masuk; biarkan yang belum.</translation>
        </message>
        <message>
            <source>QRIS today: {0}</source>
            <translation>QRIS hari ini: {0}</translation>
        </message>
        <message numerus="yes">
            <source>%n QRIS payment(s) stay unconfirmed; the slip says so.</source>
            <translation>
                <numerusform>%n pembayaran QRIS tetap belum dikonfirmasi; tertulis di slip.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>UniqueQuestion</name>
        <message>
            <source>Sell it all the same</source>
            <translation>Tetap jual</translation>
        </message>
        <message>
            <source>If it came back, note the return first: then nothing is asked.</source>
            <translation>Kalau barang ini kembali, catat dulu returnya: lalu tidak ditanya lagi.</translation>
        </message>
        <message>
            <source>There is only one of this. Sell more than one all the same?</source>
            <translation>Barang ini hanya ada satu. Tetap jual lebih dari satu?</translation>
        </message>
        <message>
            <source>There is only one of this, and it was sold at {0} ({1}). Sell it?</source>
            <translation>Barang ini hanya ada satu dan sudah terjual pukul {0} ({1}). Tetap jual?</translation>
        </message>
        <message>
            <source>There is only one of this, and it was sold on {0} ({1}). Sell it?</source>
            <translation>Barang ini hanya ada satu dan sudah terjual pada {0} ({1}). Tetap jual?</translation>
        </message>
    </context>
    <context>
        <name>UnlistedDialog</name>
        <message>
            <source>Price</source>
            <translation>Harga</translation>
        </message>
        <message>
            <source>A piece without a code</source>
            <translation>Barang tanpa kode</translation>
        </message>
        <message>
            <source>Into the cart</source>
            <translation>Masuk keranjang</translation>
        </message>
        <message>
            <source>What is it? As: bros rotan</source>
            <translation>Barang apa? Misalnya: bros rotan</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nama</translation>
        </message>
        <message>
            <source>Maker</source>
            <translation>Perajin</translation>
        </message>
        <message>
            <source>Say what it is.</source>
            <translation>Tulis barangnya apa.</translation>
        </message>
        <message>
            <source>Choose whose it is: they are to be paid for it.</source>
            <translation>Pilih milik siapa: uangnya untuk perajin itu.</translation>
        </message>
        <message>
            <source>Type the price.</source>
            <translation>Ketik harganya.</translation>
        </message>
    </context>
    <context>
        <name>UnlistedPermission</name>
        <message>
            <source>{0}: cheaper than a listed piece, without a code</source>
            <translation>{0}: lebih murah daripada barang terdaftar, tanpa kode</translation>
        </message>
    </context>
    <context>
        <name>VisitorsDialog</name>
        <message>
            <source>Visitors of each day</source>
            <translation>Pengunjung setiap hari</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Simpan</translation>
        </message>
        <message>
            <source>As counted at the gate; a day that nobody counted stays empty.</source>
            <translation>Menurut hitungan di pintu masuk; hari yang tidak dihitung biarkan kosong.</translation>
        </message>
    </context>
    <context>
        <name>WayButtons</name>
        <message>
            <source>QRIS</source>
            <translation>QRIS</translation>
        </message>
        <message>
            <source>Transfer</source>
            <translation>Transfer</translation>
        </message>
        <message>
            <source>Card</source>
            <translation>Kartu</translation>
        </message>
    </context>
    <context>
        <name>WitnessDialog</name>
        <message>
            <source>The second person counts too</source>
            <translation>Orang kedua ikut menghitung</translation>
        </message>
        <message>
            <source>Take the count</source>
            <translation>Ambil hitungan</translation>
        </message>
        <message>
            <source>their code, as BUDI</source>
            <translation>kode orang itu, misalnya BUDI</translation>
        </message>
        <message>
            <source>Code of the second person</source>
            <translation>Kode orang kedua</translation>
        </message>
        <message>
            <source>Count yourself; all boxes empty means: stood by the first count.</source>
            <translation>Hitung sendiri; semua kotak kosong berarti: menyaksikan hitungan pertama.</translation>
        </message>
    </context>
    <context>
        <name>WrongDateBar</name>
        <message>
            <source>Correct the date</source>
            <translation>Betulkan tanggal</translation>
        </message>
        <message>
            <source>This day was opened as {0}, but today is {1}. Nothing is sold yet.</source>
            <translation>Hari ini dibuka sebagai {0}, padahal sekarang {1}. Belum ada penjualan.</translation>
        </message>
        <message>
            <source>{0} is open now. {1} was closed empty; hand its file over too.</source>
            <translation>{0} sekarang buka. {1} ditutup kosong; serahkan juga berkasnya.</translation>
        </message>
    </context>
    <context>
        <name>_OfOneMaker</name>
        <message>
            <source>{0} belongs to {1}. One slip is for one maker.</source>
            <translation>{0} adalah barang {1}. Satu berita acara untuk satu perajin.</translation>
        </message>
    </context>
</TS>
