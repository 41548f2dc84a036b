<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name>BuyersPage</name>
        <message numerus="yes">
            <source>%n order(s), {0}  ·  deposits held {1}  ·  delivered: {2}, {3}</source>
            <translation>
                <numerusform>%n order, {0}  ·  deposits held {1}  ·  delivered: {2}, {3}</numerusform>
                <numerusform>%n orders, {0}  ·  deposits held {1}  ·  delivered: {2}, {3}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Potential: %n inquiry(ies), in no total</source>
            <translation>
                <numerusform>Potential: %n inquiry, in no total</numerusform>
                <numerusform>Potential: %n inquiries, in no total</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CartView</name>
        <message numerus="yes">
            <source>%n line(s)</source>
            <translation>
                <numerusform>%n line</numerusform>
                <numerusform>%n lines</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n piece(s)</source>
            <translation>
                <numerusform>%n piece</numerusform>
                <numerusform>%n pieces</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ExportCard</name>
        <message numerus="yes">
            <source>%n file(s) written to {0}</source>
            <translation>
                <numerusform>%n file written to {0}</numerusform>
                <numerusform>%n files written to {0}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FairsPage</name>
        <message numerus="yes">
            <source>%n book(s) are not added up: {0}. F6 says why.</source>
            <translation>
                <numerusform>%n book is not added up: {0}. F6 says why.</numerusform>
                <numerusform>%n books are not added up: {0}. F6 says why.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Finder</name>
        <message numerus="yes">
            <source>%n product(s) · Down and Enter choose</source>
            <translation>
                <numerusform>%n product · Down and Enter choose</numerusform>
                <numerusform>%n products · Down and Enter choose</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>GoodsNoteDialog</name>
        <message numerus="yes">
            <source>and %n more</source>
            <translation>
                <numerusform>and %n more</numerusform>
                <numerusform>and %n more</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n piece(s), {0} at list prices</source>
            <translation>
                <numerusform>%n piece, {0} at list prices</numerusform>
                <numerusform>%n pieces, {0} at list prices</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>GoodsNotesDialog</name>
        <message numerus="yes">
            <source>→ {0}  ·  %n piece(s)  ·  {1}  ·  {2}</source>
            <translation>
                <numerusform>→ {0}  ·  %n piece  ·  {1}  ·  {2}</numerusform>
                <numerusform>→ {0}  ·  %n pieces  ·  {1}  ·  {2}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>← {0}  ·  %n piece(s)  ·  {1}  ·  {2}</source>
            <translation>
                <numerusform>← {0}  ·  %n piece  ·  {1}  ·  {2}</numerusform>
                <numerusform>← {0}  ·  %n pieces  ·  {1}  ·  {2}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>HandoverBox</name>
        <message numerus="yes">
            <source>Write %n days to {0}</source>
            <translation>
                <numerusform>Write %n day to {0}</numerusform>
                <numerusform>Write %n days to {0}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Write %n day files</source>
            <translation>
                <numerusform>Write %n day file</numerusform>
                <numerusform>Write %n day files</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>HeldDialog</name>
        <message numerus="yes">
            <source>{0}  ·  {1}  ·  {2}  ·  %n piece(s)</source>
            <translation>
                <numerusform>{0}  ·  {1}  ·  {2}  ·  %n piece</numerusform>
                <numerusform>{0}  ·  {1}  ·  {2}  ·  %n pieces</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ImportDialog</name>
        <message numerus="yes">
            <source>Every row can be taken; %n of them get a code.</source>
            <translation>
                <numerusform>Every row can be taken; %n of them gets a code.</numerusform>
                <numerusform>Every row can be taken; %n of them get a code.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>… and %n more</source>
            <translation>
                <numerusform>… and %n more</numerusform>
                <numerusform>… and %n more</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>InterimDialog</name>
        <message numerus="yes">
            <source>%n sale(s) so far</source>
            <translation>
                <numerusform>%n sale so far</numerusform>
                <numerusform>%n sales so far</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LabelsScreen</name>
        <message numerus="yes">
            <source>%n number(s) given.</source>
            <translation>
                <numerusform>%n number given.</numerusform>
                <numerusform>%n numbers given.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n label(s)</source>
            <translation>
                <numerusform>%n label</numerusform>
                <numerusform>%n labels</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n sheet(s)</source>
            <translation>
                <numerusform>%n sheet</numerusform>
                <numerusform>%n sheets</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n label(s) sent to the label printer.</source>
            <translation>
                <numerusform>%n label sent to the label printer.</numerusform>
                <numerusform>%n labels sent to the label printer.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LightDialog</name>
        <message numerus="yes">
            <source>%n screen(s)</source>
            <translation>
                <numerusform>%n screen</numerusform>
                <numerusform>%n screens</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>All %n screen(s) were shown. Wait for the office's receipt.</source>
            <translation>
                <numerusform>%n screen was shown. Wait for the office's receipt.</numerusform>
                <numerusform>All %n screens were shown. Wait for the office's receipt.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message numerus="yes">
            <source>Not yet handed over: %n sale(s)</source>
            <translation>
                <numerusform>Not yet handed over: %n sale</numerusform>
                <numerusform>Not yet handed over: %n sales</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Printer: %n wait(s)</source>
            <translation>
                <numerusform>Printer: %n waits</numerusform>
                <numerusform>Printer: %n wait</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MakerCardsDialog</name>
        <message numerus="yes">
            <source>%n card(s) taken; nothing is stored before “Keep”.</source>
            <translation>
                <numerusform>%n card taken; nothing is stored before “Keep”.</numerusform>
                <numerusform>%n cards taken; nothing is stored before “Keep”.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MergeStrip</name>
        <message numerus="yes">
            <source>%n file(s) checked</source>
            <translation>
                <numerusform>%n file checked</numerusform>
                <numerusform>%n files checked</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NewBookPage</name>
        <message numerus="yes">
            <source>Taken over: %n stand(s). Code, name and days of the new fair are yours.</source>
            <translation>
                <numerusform>Taken over: %n stand. Code, name and days of the new fair are yours.</numerusform>
                <numerusform>Taken over: %n stands. Code, name and days of the new fair are yours.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n maker(s) added. Look at the codes and type each share.</source>
            <translation>
                <numerusform>%n maker added. Look at the code and type the share.</numerusform>
                <numerusform>%n makers added. Look at the codes and type each share.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OfficeSession</name>
        <message numerus="yes">
            <source>What arrives in %n folder(s) is added by itself.</source>
            <translation>
                <numerusform>What arrives in %n folder is added by itself.</numerusform>
                <numerusform>What arrives in %n folders is added by itself.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OfficeWindow</name>
        <message numerus="yes">
            <source>also open in %n other window(s)</source>
            <translation>
                <numerusform>also open in %n other window</numerusform>
                <numerusform>also open in %n other windows</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>See %n problem(s)</source>
            <translation>
                <numerusform>See %n problem</numerusform>
                <numerusform>See %n problems</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OrdersScreen</name>
        <message numerus="yes">
            <source>%n inquiry(s)</source>
            <translation>
                <numerusform>%n inquiry</numerusform>
                <numerusform>%n inquiries</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n open order(s), deposits {0}</source>
            <translation>
                <numerusform>%n open order, deposits {0}</numerusform>
                <numerusform>%n open orders, deposits {0}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PaperPreview</name>
        <message numerus="yes">
            <source>%n page(s)</source>
            <translation>
                <numerusform>%n page</numerusform>
                <numerusform>%n pages</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PieceList</name>
        <message numerus="yes">
            <source>%n piece(s), {0} at list prices</source>
            <translation>
                <numerusform>%n piece, {0} at list prices</numerusform>
                <numerusform>%n pieces, {0} at list prices</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PlanDialog</name>
        <message numerus="yes">
            <source>Makers of the goods (%n)</source>
            <translation>
                <numerusform>Makers of the goods (%n)</numerusform>
                <numerusform>Makers of the goods (%n)</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ProblemsDialog</name>
        <message numerus="yes">
            <source>%n file(s) to look at</source>
            <translation>
                <numerusform>%n thing to look at</numerusform>
                <numerusform>%n things to look at</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ProductsScreen</name>
        <message numerus="yes">
            <source>%n product(s)</source>
            <translation>
                <numerusform>%n product</numerusform>
                <numerusform>%n products</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n English name(s) stored.</source>
            <translation>
                <numerusform>%n English name stored.</numerusform>
                <numerusform>%n English names stored.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n maker's card(s) stored.</source>
            <translation>
                <numerusform>%n maker's card stored.</numerusform>
                <numerusform>%n makers' cards stored.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n product(s) written to {0}.</source>
            <translation>
                <numerusform>%n product written to {0}.</numerusform>
                <numerusform>%n products written to {0}.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReceiveGoodsDialog</name>
        <message numerus="yes">
            <source>Goods from stand {0}: take in %n piece(s)?</source>
            <translation>
                <numerusform>Goods from stand {0}: take in %n piece?</numerusform>
                <numerusform>Goods from stand {0}: take in %n pieces?</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n in stock</source>
            <translation>
                <numerusform>%n in stock</numerusform>
                <numerusform>%n in stock</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n piece(s) of note {0} are in the stock.</source>
            <translation>
                <numerusform>%n piece of note {0} is in the stock.</numerusform>
                <numerusform>%n pieces of note {0} are in the stock.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ReportPage</name>
        <message numerus="yes">
            <source>%n maker's card(s) changed. Write the stand packs again.</source>
            <translation>
                <numerusform>%n maker's card changed. Write the stand packs again.</numerusform>
                <numerusform>%n makers' cards changed. Write the stand packs again.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RunningPanel</name>
        <message numerus="yes">
            <source>%n sale(s) so far</source>
            <translation>
                <numerusform>%n sale so far</numerusform>
                <numerusform>%n sales so far</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SettlementActions</name>
        <message numerus="yes">
            <source>and %n earlier decision(s)</source>
            <translation>
                <numerusform>and %n earlier decision</numerusform>
                <numerusform>and %n earlier decisions</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SettlementPage</name>
        <message numerus="yes">
            <source>To be paid to %n maker(s): {0}</source>
            <translation>
                <numerusform>To be paid to %n maker: {0}</numerusform>
                <numerusform>To be paid to %n makers: {0}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Paid too much to %n maker(s): {0}</source>
            <translation>
                <numerusform>Paid too much to %n maker: {0}</numerusform>
                <numerusform>Paid too much to %n makers: {0}</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>SidePanel</name>
        <message numerus="yes">
            <source>and %n more, in the report</source>
            <translation>
                <numerusform>and %n more, in the report</numerusform>
                <numerusform>and %n more, in the report</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StartRefused</name>
        <message numerus="yes">
            <source>%n day file(s) for the office: hand them over.</source>
            <translation>
                <numerusform>%n day file for the office: hand it over.</numerusform>
                <numerusform>%n day files for the office: hand them over.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>A copy of the till, read back: %n sale(s), {0}. Another laptop can carry on from it.</source>
            <translation>
                <numerusform>A copy of the till, read back: %n sale, {0}. Another laptop can carry on from it.</numerusform>
                <numerusform>A copy of the till, read back: %n sales, {0}. Another laptop can carry on from it.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TillScreen</name>
        <message numerus="yes">
            <source>%n cart(s) are not paid yet. They stay for tomorrow.</source>
            <translation>
                <numerusform>%n cart is not paid yet. It stays for tomorrow.</numerusform>
                <numerusform>%n carts are not paid yet. They stay for tomorrow.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>TodayScreen</name>
        <message numerus="yes">
            <source>%n order(s) of {0}, deposits {1}</source>
            <translation>
                <numerusform>%n order of {0}, deposits {1}</numerusform>
                <numerusform>%n orders of {0}, deposits {1}</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n inquiry(s)</source>
            <translation>
                <numerusform>%n inquiry</numerusform>
                <numerusform>%n inquiries</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>UnconfirmedQrisPanel</name>
        <message numerus="yes">
            <source>%n QRIS payment(s) stay unconfirmed; the slip says so.</source>
            <translation>
                <numerusform>%n QRIS payment stays unconfirmed; the slip says so.</numerusform>
                <numerusform>%n QRIS payments stay unconfirmed; the slip says so.</numerusform>
            </translation>
        </message>
    </context>
</TS>
